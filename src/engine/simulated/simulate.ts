import type {StepPath} from '../../base/ids.ts';
import type {Act} from '../../events/effect.ts';
import type {Report, Turn} from '../../events/event.ts';
import {evolve, foldTurn} from '../../events/evolve.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {settle} from '../../interpreter/settle.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Script} from './script.ts';
import {crash, earliest, happened, reconcile, type World} from './world.ts';

/** What to simulate. */
export interface Simulation {
  readonly runbook: Runbook;
  readonly script: Script;
  readonly start: Extract<Report, {readonly event: 'run-started'}>;
  /** Milliseconds since 1970 at the start; 0 if left out. */
  readonly at?: number;
  /** The engine dies after these turns, each time once; with `events`, so many events of the turn are kept. */
  readonly crashes?: readonly {readonly turn: number; readonly events?: number; readonly downMs?: number}[];
  /** More turns than this are a fault of the runbook's or the interpreter's. */
  readonly most?: number;
  /** Events after which a turn ends. */
  readonly mostEvents?: number;
}

/** A run as it went. */
export interface Simulated {
  readonly turns: readonly Turn[];
  readonly state: RunState;
  /** Every attempt that was begun, in order. */
  readonly performed: readonly Act[];
}

/** Runs a runbook in a world that a script describes, on a virtual clock; it ends, or nothing more can happen. */
export function simulate(given: Simulation): Simulated {
  const {runbook, script, start, crashes = [], most = 10_000, mostEvents} = given;
  const world: World = {runbook, script, underWay: new Map(), performed: [], samples: new Map()};
  const turns: Turn[] = [];
  const origin = given.at ?? 0;
  let state = initialState();
  let asked = 0;
  let unasked: readonly StepPath[] = [];
  const requests = (script.requests ?? []).toSorted((a, b) => a.after - b.after);
  const take = (reports: readonly Report[], at: number): void => {
    const settled = settle({runbook, state, reports, at, unasked, ...(mostEvents !== undefined && {most: mostEvents})});
    unasked = settled.unasked;
    turns.push(settled.turn);
    const died = crashes.find(({turn}) => turn === settled.turn.seq);
    if (died === undefined || reports[0]?.event === 'engine-started') {
      reconcile(world, state, reports[0]?.event === 'engine-started' ? everything(world, state) : settled.keys);
      if (unasked.length > 0) take([], at);
      return;
    }
    cut(turns, died.events);
    state = turns.reduce(foldTurn, initialState());
    unasked = [];
    if (died.events === undefined) reconcile(world, state, settled.keys);
    crash(world, state.now + (died.downMs ?? 0));
    take([RESUMED], state.now + (died.downMs ?? 0));
  };
  take([start], origin);
  while (turns.length < most) {
    const next = earliest(world);
    const request = requests[asked];
    const at = request === undefined ? Number.POSITIVE_INFINITY : origin + request.after;
    if (request !== undefined && (next === undefined || at <= next.due)) {
      asked += 1;
      const {after: _, ...rest} = request;
      take([{event: 'requested', ...rest}], at);
    } else if (next !== undefined && !isOver(state)) {
      happened(world, next);
      take([next.report], next.due);
    } else break;
  }
  return {turns, state, performed: world.performed};
}

const RESUMED: Report = {
  event: 'engine-started',
  host: 'simulated',
  boot: 'simulated',
  pid: 1,
  by: 'simulation',
  version: '0',
};

const isOver = (state: RunState): boolean => state.verdict !== undefined && state.inFlight.size === 0;

/** Keeps only so many events of the last turn. */
function cut(turns: Turn[], events: number | undefined): void {
  const last = turns.at(-1);
  if (events !== undefined && last !== undefined)
    turns[turns.length - 1] = {...last, events: last.events.slice(0, events)};
}

function everything(world: World, state: RunState) {
  return new Set([...world.underWay.keys(), ...state.inFlight.keys()]);
}

/** The state that the events of `turns` lead to. */
export function foldAll(turns: readonly Turn[]): RunState {
  const state = initialState();
  for (const {at, events} of turns) for (const event of events) evolve(state, at, event);
  return state;
}
