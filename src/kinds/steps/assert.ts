import {ok} from '../../base/result.ts';
import type {Values} from '../../base/value.ts';
import type {Scope} from '../../expression/scope.ts';
import {failedConditions} from '../conditions.ts';
import {conditions} from '../grammar/conditions.ts';
import type {Static} from '../grammar/schema.ts';
import type {Io, MonitorSample} from '../io.ts';
import {withBranch} from '../result-scope.ts';
import type {ActInput, ActingKind, FailedExpectation, Performed} from './contract.ts';

const schema = conditions({
  description: 'Decisions that must be true; monitors they read are measured afresh.',
  names: 'before',
});

/** What `assert` decodes to. */
export type AssertBody = Static<typeof schema>;

/** Asks whether conditions hold. */
export const assert = {
  kind: 'assert',
  sort: 'acts',
  summary: 'Fails if a decision is not true; monitors that it reads are measured afresh.',
  schema,
  examples: ['assert: monitors.errors.value <= monitors.errors.baseline', 'assert: [now > run.started_at]'],
  onCrash: 'repeat',
  readOnly: () => true,
  results: () => ({}),
  expects: [],
  describe: (body) => ok(body.map(({that}) => that.source).join('\n')),
  perform,
} satisfies ActingKind<AssertBody>;

async function perform({body, scope}: ActInput<AssertBody>, io: Io): Promise<Performed> {
  const {fresh, failures} = await sampled(body, scope, io);
  return {did: 'ended', results: {}, failures: failures.length > 0 ? failures : failedConditions(body, fresh)};
}

async function sampled(body: AssertBody, scope: Scope, io: Io) {
  const failures: FailedExpectation[] = [];
  let fresh = scope;
  for (const monitor of monitorsRead(body)) {
    const sample = await io.sample(monitor);
    if (!sample.ok) failures.push(unmeasured(monitor, sample.error.message));
    else if (sample.value !== undefined) fresh = withBranch(fresh, ['monitors', monitor], seenOf(sample.value));
  }
  return {fresh, failures};
}

function seenOf({value, breach}: NonNullable<MonitorSample>): Values {
  return {value, breached: breach, ok: !breach, blind: false};
}

function monitorsRead(body: AssertBody): ReadonlySet<string> {
  const reads = body.flatMap(({that}) => that.reads);
  return new Set(reads.flatMap(([root, name]) => (root === 'monitors' && name !== undefined ? [name] : [])));
}

function unmeasured(monitor: string, message: string): FailedExpectation {
  return {assertion: 'that', expected: `monitors.${monitor} can be measured`, actual: message};
}
