import {expect, test} from 'vitest';
import {ok} from '../../src/base/result.ts';
import {attemptScope} from '../../src/kinds/attempt-scope.ts';
import {masked} from '../../src/kinds/result-scope.ts';
import type {Ended} from '../../src/kinds/steps/contract.ts';
import {scopeOf} from './fakes.ts';

const outer = scopeOf({steps: {own: {state: 'running'}, before: {x: 1}}, secrets: {a: 's'}, inputs: {a: 'i'}});

test('an attempt sees its result, its captures below its id, and what the step sees', () => {
  const performed: Ended = {did: 'ended', results: {exit: 0, json: {parts: {a: 1}}}};
  const scope = attemptScope({scope: outer, performed, id: 'own', captured: {x: {y: 2}}});
  const read = (name: string) => scope.get(name.split('.'));
  expect(
    ['exit', 'json.parts.a', 'json.none.a', 'steps.own.x.y', 'steps.own.state', 'steps.before.x'].map(read),
  ).toEqual([0, 1, undefined, 2, 'running', 1]);
});

test('an output is read only when it is asked for', () => {
  const asked: string[] = [];
  const output = {
    text(which: string) {
      asked.push(which);
      return ok('text');
    },
    tail: () => [],
  };
  const scope = attemptScope({scope: outer, performed: {did: 'ended', results: {exit: 0}, output}});
  expect(scope.get(['exit'])).toBe(0);
  expect(asked).toEqual([]);
  expect(scope.get(['stderr'])).toBe('text');
  expect(asked).toEqual(['stderr']);
});

test('what people read has no secret', () => {
  expect([masked(outer).get(['secrets', 'a']), masked(outer).get(['inputs', 'a'])]).toEqual(['***', 'i']);
});
