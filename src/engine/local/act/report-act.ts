import type {EffectKey} from '../../../base/ids.ts';
import type {Values} from '../../../base/value.ts';
import type {Act} from '../../../events/effect.ts';
import type {Report} from '../../../events/event.ts';
import type {StepFailure} from '../../../events/failure.ts';
import {attemptScope} from '../../../kinds/attempt-scope.ts';
import type {FailedExpectation, Output, Performed} from '../../../kinds/steps/contract.ts';
import type {ActBlock} from '../../../model/block.ts';
import type {Run} from '../run.ts';
import type {Attempted} from './attempt-act.ts';

/** How an act came to its end. */
export type ActEnded = Extract<Report, {readonly event: 'act-ended'}>;

/** The report of an act that could not be tried, for a value is missing. */
export function noValueReport(key: EffectKey, message: string): ActEnded {
  return {
    event: 'act-ended',
    key,
    did: 'failed',
    failure: {reason: 'no-value', message},
    answer: 'cannot-tell',
    tookMs: 0,
  };
}

const TAIL_LINES = 20;

/** An attempt that came to its end. */
export interface EndedAttempt {
  readonly act: Act;
  readonly block: ActBlock;
  readonly attempted: Attempted;
  readonly tookMs: number;
}

/** What is to be recorded of an attempt; what stands for captures that are sensitive is in their place. */
export function reportAct(run: Run, ended: EndedAttempt): ActEnded {
  const {act, attempted, tookMs} = ended;
  const {performed} = attempted;
  const base = {event: 'act-ended', key: act.key, tookMs: measured(performed) ?? tookMs} as const;
  const survivors = 'survivors' in performed ? performed.survivors : undefined;
  const facts = {...(survivors !== undefined && {survivors}), ...exitOf(performed)};
  return {...base, ...facts, ...endOf(run, ended), ...answerOf(act, attempted)};
}

function endOf(run: Run, ended: EndedAttempt): Pick<ActEnded, 'did' | 'captured' | 'failure' | 'again'> {
  const {block, attempted} = ended;
  const {performed, verdict} = attempted;
  switch (performed.did) {
    case 'ended': {
      const unclear = onFullDisk(attempted);
      if (unclear !== undefined) return {did: 'lost', failure: {reason: 'in-doubt', message: unclear}};
      if (verdict?.ok !== false) {
        const captured = keepSensitive(run, block, verdict?.value ?? {});
        return {did: 'succeeded', ...(Object.keys(captured).length > 0 && {captured})};
      }
      const tail = tailOf(performed.output);
      if (tellsNothing(ended.act, performed.results.exit)) {
        return failed({reason: 'broken', message: `it ended with ${performed.results.exit}`, ...tail}, {});
      }
      const findings = run.secrets.lacks() ? verdict.error.map(withoutText) : verdict.error;
      return failed({reason: 'unexpected', findings, ...tail}, againOf(ended));
    }
    case 'cancelled':
      return {did: 'cancelled'};
    case 'timed-out': {
      const {after, survivors, output} = performed;
      return failed({reason: 'timed-out', after, ...tailOf(output), ...(survivors && {survivors})}, againOf(ended));
    }
    case 'not-started':
      return failed({reason: 'not-started', message: performed.message}, againOf(ended));
    case 'broken':
      return failed({reason: 'broken', message: performed.message, ...tailOf(performed.output)}, againOf(ended));
    case 'lost':
      return {did: 'lost', failure: {reason: 'in-doubt', message: performed.message}};
  }
}

/**
 * Why nothing can be said of a command that ended on a full disk, where its status or its output is what tells. While the
 * disk is full the engine ends: neither could this be recorded, nor would a repetition come further.
 */
function onFullDisk({performed, verdict}: Attempted): string | undefined {
  if (performed.did !== 'ended' || performed.full === undefined) return undefined;
  if (verdict?.ok === true && Object.keys(verdict.value).length === 0) return undefined;
  if (performed.full === 'is') throw Object.assign(new Error(NO_ROOM), {code: 'ENOSPC'});
  return `there was no room on the disk when it ended with ${performed.results.exit}`;
}

const NO_ROOM = 'there is no space left on the disk, or no file may become longer (ulimit -f)';

function failed(failure: StepFailure, again: {readonly again?: boolean}): Pick<ActEnded, 'did' | 'failure' | 'again'> {
  return {did: 'failed', failure, ...again};
}

/** Whether `retry.while` lets this failure be tried again; without a result it cannot hold. */
function againOf({block, attempted}: EndedAttempt): {readonly again?: boolean} {
  const condition = block.retry?.while;
  if (condition === undefined) return {};
  const {performed, scope} = attempted;
  if (performed.did !== 'ended') return {again: false};
  const value = condition.evaluate(attemptScope({scope, performed, id: block.named ? block.id : undefined}));
  return {again: value.ok && value.value === true};
}

/** Yes: it holds. No: it ran, and does not. Else nobody can tell. */
function answerOf(act: Act, {performed, verdict}: Attempted): {readonly answer?: 'yes' | 'no' | 'cannot-tell'} {
  if (act.what !== 'probe') return {};
  if (performed.did !== 'ended' || verdict === undefined) return {answer: 'cannot-tell'};
  if (verdict.ok) return {answer: 'yes'};
  const blind = performed.full !== undefined || tellsNothing(act, performed.results.exit);
  return {answer: blind ? 'cannot-tell' : 'no'};
}

/** A probe that could not be run, or was killed, has not looked. */
function tellsNothing({what}: Act, exit: unknown): boolean {
  return what === 'probe' && typeof exit === 'number' && exit >= 126;
}

/** What may hold a secret that is not known is kept out of the record as what the author says is one. */
function keepSensitive(run: Run, block: ActBlock, captured: Values): Values {
  const lacks = run.secrets.lacks();
  if (block.sensitive.length === 0 && !lacks) return captured;
  const shown = Object.entries(captured).map(([name, value]) => {
    const hides = lacks || block.sensitive.includes(name);
    return [name, hides ? run.secrets.keep(value, `${block.id}.${name}`) : value] as const;
  });
  return Object.fromEntries(shown);
}

/** What was seen can hold a secret that is not known; a status cannot. */
function withoutText({texts: _, ...finding}: FailedExpectation): FailedExpectation {
  const tells = /^\d*$/.test(finding.actual);
  return tells ? finding : {...finding, actual: 'withheld: a secret that it may hold is not known'};
}

function tailOf(output: Output | undefined): {readonly tail?: readonly string[]} {
  const tail = output?.tail(TAIL_LINES) ?? [];
  return tail.length === 0 ? {} : {tail};
}

function exitOf(performed: Performed): {readonly exit?: number} {
  const exit = performed.did === 'ended' ? performed.results.exit : undefined;
  return typeof exit === 'number' ? {exit} : {};
}

function measured(performed: Performed): number | undefined {
  const took = performed.did === 'ended' ? performed.results.took_ms : undefined;
  return typeof took === 'number' ? took : undefined;
}
