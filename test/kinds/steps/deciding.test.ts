import {expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {INT, STRING} from '../../../src/expression/type.ts';
import {end} from '../../../src/kinds/steps/end.ts';
import {set} from '../../../src/kinds/steps/set.ts';
import {decision, scopeOf, text} from '../fakes.ts';

const body = {
  name: decision('inputs.name', ['inputs.name'], (name: string) => name, STRING),
  twice: decision('2 * inputs.n', ['inputs.n'], (n: number) => 2 * n, INT),
};

test('set captures each value with its type', () => {
  expect(set.captures(body)).toEqual({name: STRING, twice: INT});
  expect(set.decide(body, scopeOf({inputs: {name: 'x', n: 4}}))).toEqual(ok({captured: {name: 'x', twice: 8}}));
  expect(set.describe(body)).toEqual(ok('name = inputs.name\ntwice = 2 * inputs.n'));
});

test('set fails with the first value that cannot be had', () => {
  expect(set.decide(body, scopeOf({inputs: {name: 'x'}}))).toEqual(fail({message: 'inputs.n is absent'}));
});

test('end says how and why', () => {
  const ending = {as: 'stopped', because: text('{{inputs.why}}')} as const;
  const scope = scopeOf({inputs: {why: 'nothing to do'}});
  expect(end.decide(ending, scope)).toEqual(ok({captured: {}, end: {as: 'stopped', because: 'nothing to do'}}));
  expect(end.describe(ending, scope)).toEqual(ok('end as stopped: nothing to do'));
});
