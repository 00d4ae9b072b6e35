import {expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {assert} from '../../../src/kinds/steps/assert.ts';
import {decision, input, io, scopeOf, text} from '../fakes.ts';

const scope = scopeOf({monitors: {errors: {value: 9, baseline: 3}}});
const calm = decision(
  'monitors.errors.value <= monitors.errors.baseline',
  ['monitors.errors.value', 'monitors.errors.baseline'],
  (value: number, baseline: number) => value <= baseline,
);

test('monitors that it reads are measured afresh, once each', async () => {
  const asked: string[] = [];
  const world = io({
    async sample(monitor) {
      asked.push(monitor);
      return ok({value: 2, breach: false});
    },
  });
  expect(await assert.perform(input([{that: calm}], {scope}), world)).toEqual({
    did: 'ended',
    results: {},
    failures: [],
  });
  expect(asked).toEqual(['errors']);
});

test('every condition that is false is told with what it read', async () => {
  const never = {that: decision('false', [], () => false), because: text('It never holds')};
  const performed = await assert.perform(
    input([{that: calm}, never], {scope}),
    io({sample: async () => ok({value: 7, breach: true})}),
  );
  expect(performed).toEqual({
    did: 'ended',
    results: {},
    failures: [
      {
        assertion: 'that',
        expected: 'monitors.errors.value <= monitors.errors.baseline',
        actual: 'monitors.errors.value is 7, monitors.errors.baseline is 3',
      },
      {assertion: 'that', expected: 'false', actual: 'false', because: 'It never holds'},
    ],
  });
});

test('a monitor that cannot be measured fails the assertion and says why', async () => {
  const world = io({sample: async () => fail({message: 'the probe timed out'})});
  expect(await assert.perform(input([{that: calm}], {scope}), world)).toMatchObject({
    failures: [{expected: 'monitors.errors can be measured', actual: 'the probe timed out'}],
  });
});

test('whether it is well is taken from the fresh sample, too; what a person watches is as it was seen last', async () => {
  const well = decision('monitors.errors.ok', ['monitors.errors.ok'], (value: boolean) => value);
  const watched = decision('monitors.memory.ok', ['monitors.memory.ok'], (value: boolean) => value);
  const stale = scopeOf({monitors: {errors: {ok: false}, memory: {ok: true}}});
  const world = io({sample: async (name) => ok(name === 'errors' ? {value: 1, breach: false} : undefined)});
  const performed = await assert.perform(input([{that: well}, {that: watched}], {scope: stale}), world);
  expect(performed).toMatchObject({failures: []});
});

test('it is described by its conditions', () => {
  expect(assert.describe([{that: calm}, {that: decision('now > x', [], () => true)}])).toEqual(
    ok('monitors.errors.value <= monitors.errors.baseline\nnow > x'),
  );
});
