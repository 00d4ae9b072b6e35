import type {StepPath} from '../../src/base/ids.ts';
import type {Simulated} from '../../src/engine/simulated/simulate.ts';
import type {Effect} from '../../src/events/effect.ts';
import type {Debt, RunEvent} from '../../src/events/event.ts';
import type {Block} from '../../src/model/block.ts';
import type {Runbook} from '../../src/model/runbook.ts';

/**
 * The invariants of a run, judged from its journal and from what the world performed, by code that shares nothing with
 * the interpreter. Each gives what is wrong, as text.
 */
export type Judge = (given: Judged) => readonly string[];

/** A run and where it came from. */
export interface Judged extends Simulated {
  readonly runbook: Runbook;
  readonly events: readonly RunEvent[];
}

type Of<N extends RunEvent['event']> = Extract<RunEvent, {readonly event: N}>;
type Watchers = {readonly [N in RunEvent['event']]?: (event: Of<N>) => void};

const all = <N extends RunEvent['event']>(events: readonly RunEvent[], name: N): readonly Of<N>[] =>
  events.filter((event): event is Of<N> => event.event === name);

function watch(events: readonly RunEvent[], watchers: Watchers): void {
  for (const event of events) (watchers[event.event] as ((event: RunEvent) => void) | undefined)?.(event);
}

/** 1: no act is intended again without leave, and the world performed no more than was intended. */
export const noActTwice: Judge = ({events, performed, runbook}) => {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const open = new Map<StepPath, string>();
  const failures = new Map<StepPath, number>();
  const leave = new Map<StepPath, boolean>();
  const retries = new Map<StepPath, number>();
  watch(events, {
    entered: ({path, def}) => {
      if (leave.has(path) && path !== '/') wrong.push(`${path} was entered twice`);
      leave.set(path, true);
      const block = runbook.defs.get(def);
      retries.set(path, block?.type === 'act' ? (block.retry?.times ?? 0) : 0);
    },
    intended: ({effect}) => {
      if (effect.do !== 'act' || effect.what === 'notify') return;
      const {key, path} = effect;
      if (seen.has(key)) wrong.push(`${key} was intended twice`);
      if (open.has(path)) wrong.push(`${key} was intended beside ${open.get(path)}`);
      if (leave.get(path) !== true) wrong.push(`${key} was intended without leave`);
      seen.add(key);
      open.set(path, key);
      leave.set(path, false);
    },
    'act-ended': ({key, did}) => {
      const path = pathOf(key);
      open.delete(path);
      if (did === 'failed') failures.set(path, (failures.get(path) ?? 0) + 1);
      leave.set(path, did === 'lost' || (did === 'failed' && (failures.get(path) ?? 0) <= (retries.get(path) ?? 0)));
    },
    answered: ({key, value}) => {
      if (value === 'retry') leave.set(pathOf(key), true);
    },
  });
  const begun = performed.map(({key}) => key);
  if (new Set(begun).size !== begun.length) wrong.push('the world performed an act twice');
  for (const key of begun) if (!seen.has(key) && !key.startsWith('!')) wrong.push(`${key} was performed unasked`);
  return wrong;
};

const pathOf = (key: string): StepPath => key.slice(0, key.indexOf(' ')) as StepPath;

/** 2: a rollback takes back what is owed in the reverse order of completion, what is in doubt first. */
export const undoInReverse: Judge = ({events}) => {
  const wrong: string[] = [];
  const owed = new Map<number, Debt>();
  const unfinished = new Set<number>();
  let next = 1;
  let barrier = 0;
  let expected: number[] | undefined;
  watch(events, {
    'part-entered': ({path, part, owed: order = []}) => {
      if (path !== '/') return;
      expected = part === 'rollback' ? [...order] : undefined;
      if (part !== 'rollback') return;
      const numbers = [...owed.keys()].filter((n) => n >= barrier);
      if (sorted(order).join() !== sorted(numbers).join())
        wrong.push(`it owes ${numbers.join()} and not ${order.join()}`);
      const firm = order.filter((n) => owed.get(n)?.state === 'done');
      if (firm.join() !== sorted(firm).toReversed().join()) wrong.push(`not in reverse order: ${firm.join()}`);
      const doubted = order.findIndex((n) => owed.get(n)?.state === 'done');
      const stopped = order.findLastIndex((n) => unfinished.has(n));
      if (doubted !== -1 && stopped > doubted) wrong.push(`what is unfinished does not come first: ${order.join()}`);
    },
    entered: ({type, parent, debt, path}) => {
      if (type === 'undo' && parent === '/' && expected !== undefined && debt !== expected.shift())
        wrong.push(`${path} was out of order`);
    },
    left: ({settles = [], owes = [], irreversible, ...event}) => {
      for (const n of settles) owed.delete(n);
      for (const n of mended(event, owed)) unfinished.delete(n);
      for (const debt of owes) {
        owed.set(next, debt);
        if (event.outcome === 'stopped') unfinished.add(next);
        next += 1;
      }
      if (irreversible !== undefined) barrier = next;
    },
  });
  return wrong;
};

/** What is owed within something whose failure was made good or let pass. */
function mended({path, rescued, outcome}: Of<'left'>, owed: ReadonlyMap<number, Debt>): readonly number[] {
  if (rescued !== true && outcome !== 'accepted') return [];
  return [...owed].filter(([, debt]) => /^[/[!]/.test(debt.path.replace(path, ''))).map(([n]) => n);
}

const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

/** 3: a run ends, or waits for somebody or something named; nothing is alive after the end. */
export const endsOrWaits: Judge = ({state}) => {
  if (state.verdict !== undefined) {
    const alive = [...state.frames.keys(), ...state.inFlight.keys()];
    return alive.length === 0 ? [] : [`after the end, ${alive.join(', ')} is alive`];
  }
  const waits = [...state.inFlight.values()].some(({do: what}) => what === 'ask') || state.paused !== undefined;
  return waits ? [] : [`it neither ended nor waits for anybody: ${[...state.frames.keys()].join(', ')}`];
};

/** 6: while the run is paused nothing begins. */
export const nothingBeginsWhilePaused: Judge = ({events}) => {
  const wrong: string[] = [];
  let paused = false;
  watch(events, {
    paused: () => {
      paused = true;
    },
    unpaused: () => {
      paused = false;
    },
    entered: ({path}) => {
      if (paused) wrong.push(`${path} was entered while paused`);
    },
    intended: ({effect}) => {
      if (paused && isDeed(effect)) wrong.push(`${effect.key} was intended while paused`);
    },
  });
  return wrong;
};

const isDeed = (effect: Effect): boolean =>
  effect.do === 'act' ? effect.what !== 'notify' : effect.do === 'ask' && effect.what !== 'breach';

/** 7: what was temporary is taken back or said to be in force. */
export const temporaryIsSettled: Judge = ({events, state}) => {
  if (state.verdict === undefined) return [];
  let next = 1;
  const open = new Map<number, Debt>();
  for (const {owes = [], settles = []} of all(events, 'left')) {
    for (const n of settles) open.delete(n);
    for (const debt of owes) {
      open.set(next, debt);
      next += 1;
    }
  }
  const kept = [...open.values()].filter(({temporary}) => temporary !== undefined);
  const said = all(events, 'run-ended').at(-1)?.inForce ?? [];
  if (kept.length !== said.length)
    return [`in force are ${kept.map(({path}) => path).join()}, said are ${said.join()}`];
  const tried = new Set(all(events, 'entered').map(({path}) => path.replace(/!undo(~\d+)?$/, '!undo')));
  const killed = all(events, 'stopping').some(({why}) => why === 'kill');
  const failed = state.verdict.is === 'rollback-failed';
  return kept
    .filter(({temporary, path}) => temporary !== 'released' && !killed && !failed && !tried.has(`${path}!undo`))
    .map(({path}) => `${path} was temporary, and its taking back was never tried`);
};

/** 8, 9: what is to be done always is done, and told to stop by nothing outside it but a kill. */
export const alwaysRuns: Judge = ({events, runbook}) => {
  const wrong: string[] = [];
  const begun = new Set<StepPath>();
  const ran = new Set<string>();
  const owing = new Set<StepPath>();
  let killed = false;
  const member = ({role, parent}: Of<'entered'> | Of<'skipped'>): void => {
    if (role === undefined) begun.add(parent);
    if (role === 'always') ran.add(parent);
  };
  watch(events, {
    entered: (event) => {
      member(event);
      const block = runbook.defs.get(event.def);
      if (block !== undefined && 'always' in block && block.always !== undefined && event.path !== '/')
        owing.add(event.path);
    },
    skipped: member,
    stopping: ({why, path}) => {
      killed ||= why === 'kill';
      if (why !== 'kill' && path.endsWith('!always')) wrong.push(`${path} was told to stop: ${why}`);
    },
    left: ({path}) => {
      if (!killed && owing.has(path) && begun.has(path) && !ran.has(path))
        wrong.push(`${path} ended without what is to be done always`);
    },
  });
  return wrong;
};

/** 10: a rescue begins only after a failure. */
export const rescueOnlyAfterFailure: Judge = ({events}) =>
  all(events, 'part-entered')
    .filter(({part, result}) => part === 'rescue' && (result.outcome !== 'failed' || result.route !== undefined))
    .map(({path}) => `${path} was rescued although it had not failed, or all was decided`);

/** 11, 12: bounds hold, and after a failure nothing more of a sequence begins. */
export const boundsHold: Judge = ({events, runbook}) => {
  const wrong: string[] = [];
  const living = new Map<StepPath, number>();
  const failed = new Set<StepPath>();
  const blocks = new Map<StepPath, Block | undefined>();
  const members = new Set<StepPath>();
  watch(events, {
    entered: ({path, parent, def, role, type}) => {
      blocks.set(path, runbook.defs.get(def));
      if (role !== undefined || parent === '/') return;
      members.add(path);
      const count = (living.get(parent) ?? 0) + 1;
      living.set(parent, count);
      const around = blocks.get(parent);
      const limit = around !== undefined && 'limit' in around ? around.limit : 1;
      if (count > limit) wrong.push(`${parent} has ${count} members at once`);
      if (failed.has(parent) && around?.type === 'sequence' && type !== 'undo')
        wrong.push(`${path} began after a failure`);
    },
    left: ({path, parent, outcome}) => {
      if (!members.has(path)) return;
      living.set(parent, (living.get(parent) ?? 1) - 1);
      if (outcome === 'failed') failed.add(parent);
    },
  });
  return wrong;
};

/** 12: a group that fails fast tells all that live in the turn of the failure. */
export const failFastTellsAll: Judge = ({turns, runbook}) => {
  const blocks = new Map<StepPath, Block | undefined>();
  const parents = new Map<StepPath, StepPath>();
  const told = new Set<StepPath>();
  return wholeTurns(turns).flatMap((events) => {
    const cut = new Set<StepPath>();
    watch(events, {
      entered: ({path, parent, def, role}) => {
        blocks.set(path, runbook.defs.get(def));
        if (role === undefined) parents.set(path, parent);
      },
      stopping: ({path}) => told.add(path),
      left: ({path, parent, outcome}) => {
        const around = blocks.get(parent);
        const fast = around?.type === 'parallel' && around.failFast;
        if (parents.delete(path) && outcome === 'failed' && fast) cut.add(parent);
      },
    });
    return [...parents]
      .filter(([path, parent]) => cut.has(parent) && !told.has(path))
      .map(([path]) => `${path} was not told that a sibling failed`);
  });
};

/** The events of each turn; one that a crash cut short goes on in the turn of the resume. */
export function wholeTurns(turns: Simulated['turns']): readonly (readonly RunEvent[])[] {
  const joined: RunEvent[][] = [];
  for (const {events} of turns) {
    const before = joined.at(-1);
    if (events[0]?.event === 'engine-started' && before !== undefined) before.push(...events);
    else joined.push([...events]);
  }
  return joined;
}

/** 13: a group's time is up after exactly its timeout, not counting the time in which only people were waited for. */
export const timeoutsAreExact: Judge = ({turns, runbook}) => {
  const wrong: string[] = [];
  const clocks = new Map<StepPath, Clock>();
  const working = new Map<string, StepPath>();
  for (const {at, events} of turns) {
    const change = (from: StepPath, by: number): void => {
      for (const clock of around(clocks, from)) tick(clock, at, by);
    };
    watch(events, {
      entered: ({path, parent, def}) => {
        const block = runbook.defs.get(def);
        const limit = block?.type === 'act' || block?.type === 'ask' ? undefined : block?.timeout;
        clocks.set(path, {parent, busy: 0, since: at, spent: 0, ...(limit !== undefined && {limit})});
      },
      intended: ({effect}) => {
        if (!isWork(effect)) return;
        working.set(effect.key, effect.path);
        change(effect.path, 1);
      },
      'act-ended': ({key}) => end(working, key, change),
      withdrawn: ({key}) => {
        if (key.includes(' ~')) end(working, key, change);
      },
      'timer-fired': ({key}) => {
        end(working, key, change);
        const clock = clocks.get(pathOf(key));
        if (!key.includes(' ~timeout') || clock === undefined) return;
        const spent = clock.spent + (clock.busy > 0 ? at - clock.since : 0);
        const down = turns.some(({events: each}) => each[0]?.event === 'engine-started');
        if (down ? spent < (clock.limit ?? 0) : spent !== clock.limit)
          wrong.push(`${key} fired after ${spent} of ${clock.limit}`);
      },
      left: ({path}) => {
        for (const [key, each] of working) if (each === path) end(working, key, change);
        clocks.delete(path);
      },
    });
  }
  return wrong;
};

interface Clock {
  readonly parent: StepPath;
  readonly limit?: number;
  busy: number;
  since: number;
  spent: number;
}

function tick(clock: Clock, at: number, by: number): void {
  if (clock.busy === 0) clock.since = at;
  clock.busy += by;
  if (clock.busy === 0) clock.spent += at - clock.since;
}

function around(clocks: ReadonlyMap<StepPath, Clock>, from: StepPath): readonly Clock[] {
  const clock = clocks.get(from);
  if (clock === undefined) return [];
  return from === '/' ? [clock] : [clock, ...around(clocks, clock.parent)];
}

function end(working: Map<string, StepPath>, key: string, change: (path: StepPath, by: number) => void): void {
  const path = working.get(key);
  if (working.delete(key) && path !== undefined) change(path, -1);
}

const isWork = (effect: Effect): boolean =>
  (effect.do === 'act' && effect.what !== 'notify') ||
  (effect.do === 'sleep' && (effect.why === 'retry' || effect.why === 'wait'));

/** 14: a rollback that was asked for and not refused, or decided, happens. */
export const rollbackHappens: Judge = ({events, state}) => {
  if (state.verdict === undefined) return [];
  const killed = all(events, 'stopping').some(({path, why}) => path === '/' && (why === 'kill' || why === 'stop'));
  const asked = all(events, 'stopping').some(({path, why}) => path === '/' && why === 'rollback');
  const began = all(events, 'part-entered').some(({part}) => part === 'rollback');
  const late = all(events, 'intended').some(({effect}) => effect.do === 'ask' && effect.what === 'late-rollback');
  const nothing = state.debts.size === 0 || state.barrier !== undefined;
  const ended = events.findIndex(({event}) => event === 'run-ended');
  const since = all(events.slice(ended), 'entered').some(({role}) => role === 'again');
  return asked && !began && !killed && !late && !nothing && !since ? ['a rollback was decided and did not happen'] : [];
};

/** Every invariant that a journal can be judged by. */
export const judges: Readonly<Record<string, Judge>> = {
  noActTwice,
  undoInReverse,
  endsOrWaits,
  nothingBeginsWhilePaused,
  temporaryIsSettled,
  alwaysRuns,
  rescueOnlyAfterFailure,
  boundsHold,
  failFastTellsAll,
  timeoutsAreExact,
  rollbackHappens,
};
