import {stepPath} from '../base/ids.ts';
import {type Draft, draftOf} from './draft.ts';
import type {RunEvent, Turn} from './event.ts';
import {edited} from './evolve-edited.ts';
import {actEnded, answered, intended, milestone, timerFired, withdrawn} from './evolve-effects.ts';
import {chose, entered, left, looped, overdue, partEntered, skipped, stopping, told} from './evolve-frames.ts';
import {breached, operates, runEnded, sampled, setBlind, started} from './evolve-run.ts';
import type {RunState} from './state.ts';

/** Folds one event of a turn at `turnAt` (milliseconds since 1970) into `state`, in place, and returns it. */
export function evolve(state: RunState, turnAt: number, event: RunEvent): RunState {
  const draft = draftOf(state);
  draft.now = turnAt;
  apply(draft, event);
  return state;
}

/** Folds a whole turn into `state`, in place, and returns it. */
export function foldTurn(state: RunState, turn: Turn): RunState {
  for (const event of turn.events) evolve(state, turn.at, event);
  draftOf(state).seq = turn.seq;
  return state;
}

/** Whether this program knows what such an event means; one of a newer program it may not. */
export function isKnown({event}: {readonly event: string}): boolean {
  return Object.hasOwn(handlers, event);
}

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

const handlers: {readonly [Name in RunEvent['event']]: (draft: Draft, event: Of<Name>) => void} = {
  'run-started': started,
  'engine-started': (draft, {by, toAnswer}) => {
    if (toAnswer !== true) operates(draft, by, 'took-up');
  },
  edited,
  'engine-stopped': () => undefined,
  noted: () => undefined,
  checkpointed: () => undefined,
  sent: () => undefined,
  ticked: () => undefined,
  'act-ended': actEnded,
  milestone,
  'timer-fired': timerFired,
  answered,
  sampled,
  requested: (draft, event) => {
    draft.request = event;
  },
  entered,
  skipped,
  'part-entered': partEntered,
  looped,
  chose,
  intended,
  withdrawn,
  stopping,
  told,
  breached,
  blind: setBlind,
  overdue,
  paused: (draft, event) => {
    draft.paused = {because: event.because, by: event.by};
    const root = draft.frames.get(stepPath('/'));
    delete root?.answer;
    consume(draft, 'pause');
  },
  unpaused: (draft) => {
    delete draft.paused;
    consume(draft, 'resume');
  },
  refused: (draft) => {
    delete draft.request;
  },
  left,
  released: (draft) => {
    consume(draft, 'release');
  },
  'run-ended': runEnded,
};

function apply<Name extends RunEvent['event']>(draft: Draft, event: Of<Name> & {readonly event: Name}): void {
  const handle: (draft: Draft, event: Of<Name>) => void = handlers[event.event];
  handle(draft, event);
}

function consume(draft: Draft, what: string): void {
  if (draft.request?.what === what) delete draft.request;
}
