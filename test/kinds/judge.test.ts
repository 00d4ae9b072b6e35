import {describe, expect, test} from 'vitest';
import {fail, ok} from '../../src/base/result.ts';
import type {Values} from '../../src/base/value.ts';
import type {Scope} from '../../src/expression/scope.ts';
import {beginExpectations} from '../../src/kinds/expectations.ts';
import type {Expect} from '../../src/kinds/grammar/expect.ts';
import {type Judged, judge} from '../../src/kinds/judge.ts';
import type {Ended, Output} from '../../src/kinds/steps/contract.ts';
import {decision, scopeOf, text} from './fakes.ts';

const trimmed = decision('stdout.trim()', ['stdout'], (stdout: string) => stdout.trim());

function outcome(
  expectations: Expect,
  ended: {readonly results: Values; readonly stdout?: string; readonly anyStatus?: boolean},
  rest: Partial<Pick<Judged, 'capture' | 'sensitive' | 'id'>> & {readonly scope?: Scope} = {},
) {
  const {scope = scopeOf({}), ...more} = rest;
  const begun = beginExpectations(expectations, scope);
  if (!begun.ok) throw new Error(begun.error.message);
  const {stdout = '', ...others} = ended;
  for (const matcher of [...begun.value.matchers.stdout, ...begun.value.matchers.output]) matcher.feed(stdout);
  const performed: Ended = {did: 'ended', output: outputOf(stdout), ...others};
  return judge({
    expectations: begun.value,
    expect: expectations,
    capture: {},
    sensitive: [],
    performed,
    scope,
    ...more,
  });
}

function outputOf(stdout: string): Output {
  return {text: (which) => ok(which === 'stderr' ? '' : stdout), tail: () => []};
}

describe('where the author says nothing', () => {
  test.each([
    [{exit: 0}, true],
    [{exit: 1}, false],
    [{status: 204}, true],
    [{status: 302}, false],
    [{}, true],
  ])('a result of %o counts as a success: %s', (results, holds) => {
    expect(outcome({}, {results: results as unknown as Values}).ok).toBe(holds);
  });

  test('a command that was ended early may have any status', () => {
    expect(outcome({}, {results: {exit: 143}, anyStatus: true}).ok).toBe(true);
    expect(outcome({exit: [0]}, {results: {exit: 143}, anyStatus: true}).ok).toBe(false);
  });
});

test('every expectation that does not hold is told, those on values first', () => {
  const found = outcome(
    {stdout: {contains: [text('ready')], lines: 1}, sequence: [{text: text('start')}], faster_than: 10},
    {results: {exit: 2, took_ms: 20}, stdout: 'one\ntwo\n'},
  );
  expect(found.ok ? [] : found.error.map(({assertion}) => assertion)).toEqual([
    'exit',
    'faster_than',
    'sequence',
    'stdout.contains',
    'stdout.lines',
  ]);
});

test('values are put into expectations, and texts in JSON keep the type of a single reference', () => {
  const scope = scopeOf({inputs: {name: 'dep-1', count: 3}});
  const expected: Expect = {
    stdout: {contains: [text('to {{inputs.name}}')]},
    json: {name: text('{{inputs.name}}'), count: text('{{inputs.count}}')},
  };
  const result = {results: {exit: 0, json: {name: 'dep-1', count: 3, more: true}}, stdout: 'moved to dep-1\n'};
  expect(outcome(expected, result, {scope})).toEqual(ok({}));
});

test('a value that is missing is an error before the attempt', () => {
  const begun = beginExpectations({stdout: {contains: [text('{{steps.a.x}}')]}}, scopeOf({}));
  expect(begun).toEqual(fail({message: 'steps.a.x is absent'}));
});

test('matchers capture first, then captures see them, then conditions see both', () => {
  const found = outcome(
    {
      stdout: {like: text('version <version>', 'sample')},
      that: [{that: decision('own', ['steps.v.version', 'steps.v.whole'], (a: string, b: string) => b.endsWith(a))}],
    },
    {results: {exit: 0}, stdout: 'version 1.2\n'},
    {id: 'v', capture: {whole: trimmed, copy: decision('steps.v.version', ['steps.v.version'], (a: string) => a)}},
  );
  expect(found).toEqual(ok({version: '1.2', whole: 'version 1.2', copy: '1.2'}));
});

test('a condition that is false shows what it read and what it means, without sensitive values', () => {
  const because = text('It is the old token');
  const that = [{that: decision('steps.t.token != old', ['steps.t.token'], () => false), because}];
  const found = outcome(
    {that},
    {results: {exit: 0}, stdout: 's3cret'},
    {
      id: 't',
      capture: {token: trimmed},
      sensitive: ['token'],
    },
  );
  expect(found).toEqual(
    fail([
      {
        assertion: 'that',
        expected: 'steps.t.token != old',
        actual: 'steps.t.token is "***"',
        because: 'It is the old token',
      },
    ]),
  );
});

test('a sensitive capture is a text', () => {
  const count = decision('1', [], () => 1);
  const found = outcome({}, {results: {exit: 0}}, {capture: {count}, sensitive: ['count']});
  expect(found).toMatchObject({ok: false, error: [{assertion: 'capture.count', actual: 'number'}]});
});

test('a value of more than 1 MiB is refused with its size', () => {
  const found = outcome({}, {results: {exit: 0}, stdout: 'x'.repeat(1024 * 1024 + 1)}, {capture: {all: trimmed}});
  expect(found).toEqual(
    fail([{assertion: 'capture.all', expected: 'a value of at most 1 MiB', actual: 'a value of 1025 KiB'}]),
  );
});

test('an output that cannot be had is said where it is captured', () => {
  const begun = beginExpectations({}, scopeOf({}));
  if (!begun.ok) throw new Error(begun.error.message);
  const output: Output = {text: () => fail({message: 'stdout is longer than 1 MiB'}), tail: () => []};
  const performed: Ended = {did: 'ended', results: {exit: 0}, output};
  const judged = {expectations: begun.value, expect: {}, sensitive: [], performed, scope: scopeOf({})};
  expect(judge({...judged, capture: {name: trimmed}})).toEqual(
    fail([{assertion: 'capture.name', expected: 'stdout.trim()', actual: 'stdout is longer than 1 MiB'}]),
  );
});
