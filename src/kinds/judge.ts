import {limits, sizeText} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Value, Values} from '../base/value.ts';
import type {Expression} from '../expression/expression.ts';
import type {Scope} from '../expression/scope.ts';
import type {Mismatch, Verdict} from './assertions/contract.ts';
import {exit} from './assertions/exit.ts';
import {status} from './assertions/status.ts';
import {attemptScope, unreadableOutput} from './attempt-scope.ts';
import {failedConditions} from './conditions.ts';
import type {Expectations} from './expectations.ts';
import type {Expect} from './grammar/expect.ts';
import {SHORTEST_SECRET} from './secrets/shortest.ts';
import type {Ended, FailedExpectation} from './steps/contract.ts';

/** One attempt that ran to its end, and what its step says about it. */
export interface Judged {
  /** What `beginExpectations` gave; its matchers have read the whole output. */
  readonly expectations: Expectations;
  readonly expect: Expect;
  readonly capture: Readonly<Record<string, Expression>>;
  /** Captures whose values no message may show. */
  readonly sensitive: readonly string[];
  readonly performed: Ended;
  /** What the step sees. */
  readonly scope: Scope;
  /** The step's own id, by which conditions refer to its captures. */
  readonly id?: string | undefined;
}

/**
 * Whether an attempt worked: what it captured, or every expectation that does not hold.
 * In this order: matchers and values, then captures, then `that`; what follows a failed stage is not asked.
 * Where the author says nothing, an exit status must be 0 and an HTTP status 2xx.
 */
export function judge(judged: Judged): Result<Values, readonly FailedExpectation[]> {
  const {expectations, performed} = judged;
  const found: Record<string, Value> = {};
  const failures = [...(performed.failures ?? []), ...judgeValues(expectations, performed)];
  for (const {assertion, matcher} of expectations.texts) {
    const verdict = matcher.verdict(true);
    if (verdict.holds) Object.assign(found, verdict.captured);
    else failures.push(failed(assertion, verdict));
  }
  if (failures.length > 0) return fail(failures);
  const captured = captureAll(judged, found);
  if (!captured.ok) return captured;
  const wrong = judgeThat(judged, captured.value);
  return wrong.length === 0 ? captured : fail(wrong);
}

function judgeValues(expectations: Expectations, performed: Ended): readonly FailedExpectation[] {
  const {results} = performed;
  const failures: FailedExpectation[] = [];
  const judgeOne = (assertion: string, verdict: Verdict): void => {
    if (!verdict.holds) failures.push(failed(assertion, verdict));
  };
  const said = new Set(expectations.values.map(({assertion}) => assertion));
  if ('exit' in results && !said.has('exit') && performed.anyStatus !== true) {
    judgeOne('exit', exit.judge(results.exit, [0]));
  }
  if ('status' in results && !said.has('status')) judgeOne('status', status.judge(results.status, ['2xx']));
  for (const {assertion, subject, judge: verdictOn} of expectations.values)
    judgeOne(assertion, verdictOn(results[subject]));
  return failures;
}

/** The captures of `capture` added to `found`, those of the matchers. */
function captureAll(judged: Judged, found: Values): Result<Values, readonly FailedExpectation[]> {
  const scope = attemptScope({...judged, captured: found});
  const captured: Record<string, Value> = {...found};
  const failures: FailedExpectation[] = [];
  for (const [name, expression] of Object.entries(judged.capture)) {
    const value = captureOne(expression, judged, scope);
    if (value.ok) captured[name] = value.value;
    else failures.push({assertion: `capture.${name}`, expected: expression.source, actual: value.error});
  }
  for (const [name, value] of Object.entries(captured)) {
    const problem = valueProblem(value, judged.sensitive.includes(name));
    if (problem !== undefined) failures.push({assertion: `capture.${name}`, ...problem});
  }
  return failures.length === 0 ? ok(captured) : fail(failures);
}

function captureOne(expression: Expression, {performed}: Judged, scope: Scope): Result<Value, string> {
  const unreadable = unreadableOutput(expression, performed);
  if (unreadable !== undefined) return fail(unreadable);
  const value = expression.evaluate(scope);
  return value.ok ? value : fail(value.error.message);
}

function valueProblem(value: Value, sensitive: boolean): Pick<FailedExpectation, 'expected' | 'actual'> | undefined {
  if (sensitive && typeof value !== 'string') return {expected: 'a text, for it is sensitive', actual: typeof value};
  if (sensitive && String(value).length < SHORTEST_SECRET) {
    return {expected: `at least ${SHORTEST_SECRET} characters, for fewer cannot be masked`, actual: 'fewer'};
  }
  const length = typeof value === 'string' ? value.length : JSON.stringify(value).length;
  if (length <= limits.capture) return undefined;
  return {
    expected: `a value of at most ${sizeText(limits.capture)}`,
    actual: `a value of ${Math.ceil(length / 1024)} KiB`,
  };
}

function judgeThat(judged: Judged, captured: Values): readonly FailedExpectation[] {
  const {expect, performed, sensitive} = judged;
  const {that} = expect;
  if (that === undefined) return [];
  const secrets = sensitive.flatMap((name) => (typeof captured[name] === 'string' ? [captured[name]] : []));
  const scope = attemptScope({...judged, captured});
  return that.flatMap((condition) => {
    const unreadable = unreadableOutput(condition.that, performed);
    if (unreadable !== undefined) return [{assertion: 'that', expected: condition.that.source, actual: unreadable}];
    return failedConditions([condition], scope).map((each) => hide(each, secrets));
  });
}

function failed(assertion: string, {expected, actual, texts}: Mismatch): FailedExpectation {
  return {assertion, expected, actual, ...(texts && {texts})};
}

function hide(failure: FailedExpectation, secrets: readonly string[]): FailedExpectation {
  const actual = secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')),
    failure.actual,
  );
  return {...failure, actual};
}
