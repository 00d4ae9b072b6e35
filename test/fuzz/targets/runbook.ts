import {stringify} from 'yaml';
import type {Value} from '../../../src/base/value.ts';
import {parseDocument} from '../../../src/document/parse.ts';
import {plainValue} from '../../../src/document/plain.ts';
import {fileKeys} from '../../../src/kinds/grammar/file-keys.ts';
import {groupKeys} from '../../../src/kinds/grammar/group-keys.ts';
import {stepKeys} from '../../../src/kinds/grammar/step-keys.ts';
import {stepKinds} from '../../../src/kinds/steps/index.ts';
import {lintAndPlan} from '../checked.ts';
import type {Random} from '../random.ts';
import {expressions, runbooks, templates} from '../seeds.ts';
import type {FuzzTarget} from '../target.ts';

type Json = Record<string, unknown> | unknown[];

const documents = runbooks
  .filter((text) => text.length < 12_000)
  .map((text) => {
    const parsed = parseDocument({name: 'seed.yaml', text});
    if (!parsed.ok) throw new Error('a runbook of this project cannot be read');
    return plainValue(parsed.value);
  });

const KEYS = [...new Set([fileKeys, stepKeys, groupKeys, stepKinds].flatMap((table) => Object.keys(table)))].concat(
  ...[
    'script',
    'argv',
    'stdin',
    'url',
    'method',
    'json',
    'form',
    'contains',
    'matches',
    'like',
    'sequence',
    'status',
    'env',
  ],
  ...[
    'file',
    'block',
    'with',
    'as',
    'in',
    'batch',
    'between',
    'max',
    'start',
    'next',
    'while',
    'until',
    'probe',
    'every',
  ],
  ...['command', 'prompt', 'git', 'folder', 'expires', 'held', 'name', '__proto__', 'constructor', 'a b', '', '🚀'],
);

const LEAVES: readonly Value[] = [
  ...[
    '',
    ' ',
    'x',
    '5m',
    '0s',
    '99999999d',
    'all',
    'ask',
    'P1',
    'local',
    '2024-01-01',
    'sun 25:00',
    'daily 22:00-05:00',
  ],
  ...[
    'holidays DE-BY',
    'Europe/Berlin',
    'Nowhere/Land',
    '{{',
    '{{inputs.x}}',
    '{{{secrets.a}}}',
    '{{#each inputs.x}}',
    '\n',
  ],
  ...[
    '(?=x)',
    '(a{1000}){1000}',
    '<a:int> <a>',
    'steps.a.b',
    '1 / 0',
    'json("{")',
    'a && !b',
    '\u202e',
    String.fromCharCode(0xd800),
    'x'.repeat(5000),
  ],
  ...[0, -1, 1, 1.5, 1e308, 9007199254740992, true, false, null, [], {}, [[]], [{}], {run: 'true'}, [{run: 'true'}]],
];

/** Runbooks whose parts were exchanged. */
export const runbook: FuzzTarget = {
  summary: 'runbooks in which keys and values were exchanged for others of the grammar: checked and planned',
  tries: 120,
  make: (random) => {
    const made = structuredClone(random.pick(documents)) as Json;
    for (let count = 1 + random.below(5); count > 0; count -= 1) change(made, random);
    return stringify(made, {aliasDuplicateObjects: false});
  },
  run: (input) => lintAndPlan({name: 'fuzz.yaml', text: input}),
};

function change(document: Json, random: Random): void {
  const all = containersIn(document);
  const place = random.pick(all);
  const value = valueFrom(random, all);
  if (Array.isArray(place)) {
    place.splice(random.below(place.length + 1), random.below(2), value);
    return;
  }
  const keys = Object.keys(place);
  const key = random.once(2) || keys.length === 0 ? random.pick(KEYS) : random.pick(keys);
  if (random.once(4) && keys.length > 0) delete place[random.pick(keys)];
  // Plain assignment would set the prototype instead of a key.
  Object.defineProperty(place, key, {value, enumerable: true, configurable: true, writable: true});
}

function valueFrom(random: Random, all: readonly Json[]): unknown {
  switch (random.below(5)) {
    case 0:
      return random.pick(templates);
    case 1:
      return random.pick(expressions);
    case 2:
      return structuredClone(random.pick(all));
    default:
      return structuredClone(random.pick(LEAVES));
  }
}

function containersIn(value: Json): readonly Json[] {
  const below = Object.values(value).filter((each): each is Json => typeof each === 'object' && each !== null);
  return [value, ...below.flatMap(containersIn)];
}
