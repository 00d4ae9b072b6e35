import {ok, type Result} from '../base/result.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import type {Matcher, OutputMatchers, TextAssertion, ValueAssertion, Verdict} from './assertions/contract.ts';
import {outputAssertions, textAssertions, valueAssertions} from './assertions/index.ts';
import {type Expect, type Stream, streams} from './grammar/expect.ts';
import type {JsonTemplate} from './grammar/fragments.ts';
import {rendered, renderedJson} from './rendered.ts';

/** The expectations of one attempt, begun: their values are put in, and nothing was read yet. */
export interface Expectations {
  /** What is to be fed with the output as it comes. */
  readonly matchers: OutputMatchers;
  readonly texts: readonly TextExpectation[];
  readonly values: readonly ValueExpectation[];
}

/** An expectation on a stream, as it is written: `stdout.contains`. */
export interface TextExpectation {
  readonly assertion: string;
  readonly stream: Stream;
  readonly matcher: Matcher;
}

/** An expectation on one value of the result. */
export interface ValueExpectation {
  readonly assertion: string;
  readonly subject: string;
  readonly judge: (value: unknown) => Verdict;
}

/** Begins the expectations of one attempt with the values that `scope` has; the error is about one of these. */
export function beginExpectations(expect: Expect, scope: Scope): Result<Expectations, EvaluationFault> {
  const texts = beginTexts(expect, scope);
  if (!texts.ok) return texts;
  const values = beginValues(expect, scope);
  if (!values.ok) return values;
  const of = (stream: Stream) => texts.value.flatMap((each) => (each.stream === stream ? [each.matcher] : []));
  const matchers = {stdout: of('stdout'), stderr: of('stderr'), output: of('output')};
  return ok({matchers, texts: texts.value, values: values.value});
}

function beginTexts(expect: Expect, scope: Scope): Result<readonly TextExpectation[], EvaluationFault> {
  const begun: TextExpectation[] = [];
  for (const {assertion, stream, registered, argument} of writtenTexts(expect)) {
    const value = rendered(argument, scope);
    if (!value.ok) return value;
    begun.push({assertion, stream, matcher: registered.begin(value.value as never)});
  }
  return ok(begun);
}

function writtenTexts(expect: Expect) {
  const whole = written(outputAssertions, expect).map((each) => ({...each, stream: 'output' as Stream}));
  const parts = streams.flatMap((stream) =>
    written(textAssertions, expect[stream] ?? {}).map((each) => ({
      ...each,
      assertion: `${stream}.${each.assertion}`,
      stream,
    })),
  );
  return [...whole, ...parts];
}

function written(registry: Readonly<Record<string, TextAssertion<never>>>, body: Readonly<Record<string, unknown>>) {
  return Object.entries(registry).flatMap(([assertion, registered]) =>
    body[assertion] === undefined ? [] : [{assertion, registered, argument: body[assertion]}],
  );
}

function beginValues(expect: Expect, scope: Scope): Result<readonly ValueExpectation[], EvaluationFault> {
  const begun: ValueExpectation[] = [];
  for (const [assertion, registered] of Object.entries(valueAssertions)) {
    const argument = expect[assertion as keyof typeof valueAssertions];
    if (argument === undefined) continue;
    const value = assertion === 'json' ? renderedJson(argument as JsonTemplate, scope) : rendered(argument, scope);
    if (!value.ok) return value;
    begun.push({
      assertion,
      subject: registered.subject,
      judge: (subject) => (registered as ValueAssertion<unknown>).judge(subject, value.value),
    });
  }
  return ok(begun);
}
