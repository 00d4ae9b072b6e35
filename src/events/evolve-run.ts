import type {Draft} from './draft.ts';
import type {RunEvent} from './event.ts';
import type {MonitorState, Operating} from './state.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** The run began. */
export function started(draft: Draft, event: Of<'run-started'>): void {
  draft.started = event;
  draft.startedAt = draft.now;
  draft.hash = event.hash;
  operates(draft, event.by, 'began');
}

/** Somebody works on the run; what they did first stands. */
export function operates(draft: Draft, by: string, how: Operating): void {
  if (!draft.operators.has(by)) draft.operators.set(by, how);
}

/** The run has ended; a request to take it back may still come. */
export function runEnded(draft: Draft, event: Of<'run-ended'>): void {
  draft.verdict = event.verdict;
  draft.inForce = event.inForce;
}

/** A monitor was sampled. */
export function sampled(draft: Draft, event: Of<'sampled'>): void {
  const before = draft.monitors.get(event.monitor) ?? UNKNOWN;
  if (event.value === undefined && !event.breach) {
    draft.monitors.set(event.monitor, {...before, unmeasured: before.unmeasured + 1});
    return;
  }
  draft.monitors.set(event.monitor, {
    ...before,
    ...(event.value !== undefined && {value: event.value, at: draft.now}),
    ...(event.baseline && event.value !== undefined && {baseline: event.value}),
    ...(event.message !== undefined && {message: event.message}),
    breached: event.breach,
    row: event.breach ? before.row + 1 : 0,
    unmeasured: 0,
    blind: false,
    handled: event.breach && before.handled,
  });
}

/** A breach counts, and something came of it. */
export function breached(draft: Draft, event: Of<'breached'>): void {
  const before = draft.monitors.get(event.monitor) ?? UNKNOWN;
  draft.monitors.set(event.monitor, {...before, breached: true, handled: true, rounds: before.rounds + 1});
  if (draft.request?.what === 'report-breach' && draft.request.subject === event.monitor) delete draft.request;
}

/** A monitor gives nothing any more. */
export function setBlind(draft: Draft, event: Of<'blind'>): void {
  const before = draft.monitors.get(event.monitor) ?? UNKNOWN;
  draft.monitors.set(event.monitor, {...before, blind: true});
}

const UNKNOWN: MonitorState = {
  breached: false,
  row: 0,
  unmeasured: 0,
  blind: false,
  rounds: 0,
  handled: false,
};
