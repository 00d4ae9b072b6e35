import {readSource} from '../../../src/document/read.ts';
import {lintAndPlan, printAll} from '../checked.ts';
import {mutated} from '../mutate.ts';
import {runbooks} from '../seeds.ts';
import type {FuzzTarget} from '../target.ts';

const TOKENS = [
  ...[
    ': ',
    ':',
    '- ',
    '? ',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '\r\n',
    '\r',
    ' #',
    '#',
    '---\n',
    '...\n',
    '%YAML 1.1\n---\n',
  ],
  ...[
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '|',
    '>',
    '|-\n',
    '>+\n',
    '|2',
    '&a ',
    '*a',
    '&a [*a]',
    '!x ',
    '!!binary ',
    '<<: ',
  ],
  ...[
    '\\',
    '\\x',
    '"\\u',
    '{{',
    '}}',
    '{{{',
    '${{',
    '\0',
    '\u00ff',
    '\u00fe\u00ff',
    '\u00ef\u00bb\u00bf',
    '\u00e2\u0080\u00ae',
    '\u00c0\u0080',
  ],
  ...['1.20', '0x1', '1e999', '.nan', '~', 'null', 'yes', '2024-01-01', '__proto__: ', 'constructor: ', 'toString: '],
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: ',
  '- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - ',
];

const seeds = runbooks.filter((text) => text.length < 8000).map((text) => Buffer.from(text).toString('latin1'));

/** Files as bytes. */
export const yaml: FuzzTarget = {
  summary: 'files of any bytes, near to runbooks: read, checked, planned, their findings printed',
  tries: 250,
  make: (random) => mutated(random.pick(seeds), random, {tokens: TOKENS, others: seeds, bytes: true}),
  run: (input) => {
    const file = readSource('fuzz.yaml', Buffer.from(input, 'latin1'));
    if (file.ok) lintAndPlan(file.value);
    else printAll([file.error]);
  },
};
