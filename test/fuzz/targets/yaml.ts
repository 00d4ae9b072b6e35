import {readSource} from '../../../src/document/read.ts';
import {lintAndPlan, printAll} from '../checked.ts';
import {mutated} from '../mutate.ts';
import {runbooks} from '../seeds.ts';
import type {FuzzTarget} from '../target.ts';
import {YAML_TOKENS} from '../yaml-tokens.ts';

const TOKENS = [
  ...YAML_TOKENS,
  ...['\u00ff', '\u00fe\u00ff', '\u00ef\u00bb\u00bf', '\u00e2\u0080\u00ae', '\u00c0\u0080'],
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
