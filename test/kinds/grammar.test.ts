import type {TSchema} from 'typebox';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {channelKinds} from '../../src/kinds/channels/index.ts';
import {fileKeys, requiredFileKeys} from '../../src/kinds/grammar/file-keys.ts';
import {groupKeys} from '../../src/kinds/grammar/group-keys.ts';
import {armKeys, blockKeys, probeKeys} from '../../src/kinds/grammar/nested-keys.ts';
import {stepKeys} from '../../src/kinds/grammar/step-keys.ts';
import {secretKinds} from '../../src/kinds/secrets/index.ts';
import {stepKinds} from '../../src/kinds/steps/index.ts';

type Fragment = TSchema & Readonly<Record<string, unknown>>;

const tables = {fileKeys, stepKeys, groupKeys, armKeys, blockKeys, probeKeys};
const registries = {stepKinds, channelKinds, secretKinds};

describe('every key has a sentence and an example', () => {
  const kinds = Object.fromEntries(Object.entries(stepKinds).map(([kind, {schema}]) => [kind, schema]));
  test.each(Object.entries({...tables, kinds}))('in %s', (_, keys) => {
    const poor = Object.entries(keys).flatMap(([key, fragment]) =>
      poorlyDescribed(key, fragment as unknown as Fragment),
    );
    expect(poor).toEqual([]);
  });
});

describe('every registered kind', () => {
  const all = Object.entries(registries).flatMap(([registry, kinds]) =>
    Object.entries(kinds).map(([key, kind]) => ({registry, key, kind})),
  );
  test.each(all)('$key of $registry is named by its key, with a summary and examples that hold it', ({key, kind}) => {
    expect(kind.kind).toBe(key);
    expect(kind.summary).toMatch(/^[A-Z].*\.$/);
    for (const example of kind.examples) expect(Object.keys(parse(example) as object)).toContain(key);
  });
});

test('the keys of steps, groups and kinds are told apart by their names', () => {
  const kinds = Object.keys(stepKinds).filter((kind) => kind !== 'steps');
  const names = [...Object.keys(stepKeys), ...Object.keys(groupKeys), ...kinds];
  expect(names.length).toBe(new Set(names).size);
});

test('what must be given in a file is among its keys', () => {
  expect(Object.keys(fileKeys)).toEqual(expect.arrayContaining([...requiredFileKeys]));
});

test('what no engine executes yet is marked', () => {
  const marked = [...Object.entries(fileKeys), ...Object.entries(stepKeys)].flatMap(([key, fragment]) =>
    notYet(key, fragment as unknown as Fragment),
  );
  const inKinds = Object.entries(stepKinds).flatMap(([kind, {schema}]) => notYet(kind, schema as Fragment));
  expect([...marked, ...inKinds].sort()).toEqual(
    [
      'approve.escalate',
      'ask.escalate',
      'checklist.escalate',
      'edit',
      'followups[].role',
      'manual.escalate',
      'role',
      'run.background',
      'run.pipe',
      'run.preview',
      'targets',
      'updates',
      'wait.step',
    ].sort(),
  );
});

function poorlyDescribed(path: string, fragment: Fragment): readonly string[] {
  const own = fragment.description && (fragment.examples as readonly unknown[] | undefined)?.length ? [] : [path];
  return [...own, ...children(path, fragment).flatMap(([below, child]) => poorlyDescribed(below, child))];
}

function notYet(path: string, fragment: Fragment): readonly string[] {
  if (fragment['x-not-yet'] === true) return [path];
  const values = (fragment['x-not-yet-values'] as readonly string[] | undefined) ?? [];
  const below = children(path, fragment).flatMap(([name, child]) => notYet(name, child));
  return [...values.map((value) => `${path}=${value}`), ...below];
}

function children(path: string, fragment: Fragment): readonly (readonly [string, Fragment])[] {
  const properties = Object.entries((fragment.properties as Readonly<Record<string, Fragment>> | undefined) ?? {});
  const parts: (readonly [string, unknown])[] = [
    ...properties.map(([key, child]) => [`${path}.${key}`, child] as const),
    [`${path}[]`, fragment.items],
    [`${path}.*`, fragment.additionalProperties],
    [`${path}|`, fragment['x-one-or-more']],
  ];
  return parts.filter((part): part is readonly [string, Fragment] => typeof part[1] === 'object' && part[1] !== null);
}
