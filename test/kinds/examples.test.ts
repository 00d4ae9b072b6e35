import {Ajv} from 'ajv';
import {describe, expect, test} from 'vitest';
import {parse, stringify} from 'yaml';
import {fail} from '../../src/base/result.ts';
import {check} from '../../src/check/check.ts';
import {publishedSchema} from '../../src/check/schema/published.ts';
import {channelKinds} from '../../src/kinds/channels/index.ts';
import {secretKinds} from '../../src/kinds/secrets/index.ts';
import {stepKinds} from '../../src/kinds/steps/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the examples of kinds refer to. */
const fixture = {
  runbook: 'fixture',
  title: 'A file that declares what the examples use',
  inputs: {api: {type: 'url', default: 'https://api.example.com'}},
  secrets: {hook: {env: 'HOOK'}, slack: {env: 'SLACK'}},
  channels: {team: {file: 'team.log'}},
  monitors: {
    errors: {
      probe: 'bin/count-errors',
      value: 'int(stdout)',
      baseline: {after: 'before'},
      breach: 'value > baseline',
      during: ['work'],
    },
  },
  blocks: {
    service_healthy: {
      inputs: {api: {type: 'url', default: 'https://api.example.com'}},
      steps: [{http: '{{inputs.api}}/health'}],
    },
  },
  steps: [
    {id: 'before', run: 'true'},
    {id: 'work', run: 'true'},
  ],
};

test('every example of the grammar is valid where it stands', () => {
  const schema = publishedSchema() as Json;
  const ajv = new Ajv({strict: false, allErrors: true, validateFormats: false});
  ajv.addSchema(schema, 'grammar');
  const wrong = examplesIn('', schema).flatMap(({path, example}) => {
    const valid = ajv.getSchema(`grammar#${path}`);
    return valid?.(example) ? [] : [`${path}: ${JSON.stringify(example)} ${ajv.errorsText(valid?.errors)}`];
  });
  expect(wrong).toEqual([]);
});

describe('every example of a kind passes the checker', () => {
  const steps = examplesOf(stepKinds).map(([kind, example]) => [
    kind,
    {...fixture, steps: [...fixture.steps, example]},
  ]);
  const channels = examplesOf(channelKinds).map(([kind, example]) => [
    kind,
    {...fixture, channels: {...fixture.channels, example}},
  ]);
  const secrets = examplesOf(secretKinds).map(([kind, example]) => [
    kind,
    {...fixture, secrets: {...fixture.secrets, example}},
  ]);
  test.each([...steps, ...channels, ...secrets])('%s', (_, document) => {
    const file = {name: 'fixture.yaml', text: stringify(document)};
    const checked = check({file, read: (path) => fail(`there is no ${path}`)});
    expect(checked.ok ? [] : checked.error.map(({message}) => message)).toEqual([]);
  });
});

function examplesOf(kinds: Readonly<Record<string, {readonly examples: readonly string[]}>>) {
  return Object.entries(kinds).flatMap(([kind, {examples}]) =>
    examples.map((example) => [kind, parse(example) as unknown] as const),
  );
}

function examplesIn(path: string, fragment: Json): readonly {path: string; example: unknown}[] {
  const own = Array.isArray(fragment.examples) ? fragment.examples : [];
  const below = Object.entries(fragment).filter(([key]) => !['examples', 'default', 'defaultSnippets'].includes(key));
  return [
    ...own.map((example: unknown) => ({path, example})),
    ...below.flatMap(([key, value]) =>
      typeof value === 'object' && value !== null ? examplesIn(`${path}/${pointed(key)}`, value as Json) : [],
    ),
  ];
}

/** A key as a part of a JSON pointer in a URL. */
function pointed(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
