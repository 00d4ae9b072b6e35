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
const all = <N extends RunEvent['event']>(events: readonly RunEvent[], name: N): readonly Of<N>[] =>
  events.filter((event): event is Of<N> => event.event === name);

/** 1: no act is intended again without leave, and the world performed no more than was intended. */
export const noActTwice: Judge = ({events, performed, runbook}) => {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const open = new Map<StepPath, string>();
  const failures = new Map<StepPath, number>();
  const leave = new Map<StepPath, boolean>();
  const defs = new Map<StepPath, string>();
  for (const event of events) {
    if (event.event === 'entered') {
      if (defs.has(event.path) && event.path !== '/') wrong.push(`${event.path} was entered twice`);
      defs.set(event.path, event.def);
      leave.set(event.path, true);
    }
    if (event.event === 'intended' && event.effect.do === 'act' && event.effect.what !== 'notify') {
      const {key, path} = event.effect;
      if (seen.has(key)) wrong.push(`${key} was intended twice`);
      if (open.has(path)) wrong.push(`${key} was intended beside ${open.get(path)}`);
      if (leave.get(path) !== true) wrong.push(`${key} was intended without leave`);
      seen.add(key);
      open.set(path, key);
      leave.set(path, false);
    }
    if (event.event === 'act-ended') {
      const path = event.key.slice(0, event.key.lastIndexOf(' ')) as StepPath;
      open.delete(path);
      const block = runbook.defs.get((defs.get(path) ?? '') as never);
      if (event.did === 'failed') failures.set(path, (failures.get(path) ?? 0) + 1);
      const times = block?.type === 'act' ? (block.retry?.times ?? 0) : 0;
      const again = event.did === 'lost' || (event.did === 'failed' && (failures.get(path) ?? 0) <= times);
      leave.set(path, again);
    }
    if (event.event === 'answered' && event.value === 'retry') leave.set(pathOfQuestion(event.key), true);
  }
  const begun = performed.map(({key}) => key);
  if (new Set(begun).size !== begun.length) wrong.push('the world performed an act twice');
  for (const key of begun) if (!seen.has(key) && !key.startsWith('!')) wrong.push(`${key} was performed unasked`);
  return wrong;
};

const pathOfQuestion = (key: string): StepPath => key.slice(0, key.indexOf(' ')) as StepPath;

/** 2: a rollback takes back what is owed in the reverse order of completion, what is in doubt first. */
export const undoInReverse: Judge = ({events}) => {
  const wrong: string[] = [];
  const owed = new Map<number, Debt>();
  let next = 1;
  let barrier = 0;
  let expected: number[] | undefined;
  for (const event of events) {
    if (event.event === 'part-entered' && event.part === 'rollback') {
      const numbers = [...owed.keys()].filter((n) => n >= barrier).toReversed();
      expected = [...numbers];
      if (event.owed?.toSorted().join() !== numbers.toSorted().join())
        wrong.push(`the rollback owes ${event.owed?.join()} and not ${numbers.join()}`);
      const firm = event.owed?.filter((n) => owed.get(n)?.state === 'done') ?? [];
      if (firm.join() !== firm.toSorted((a, b) => b - a).join()) wrong.push(`not in reverse order: ${firm.join()}`);
      expected = [...(event.owed ?? [])];
    }
    if (event.event === 'part-entered' && event.part !== 'rollback' && event.path === '/') expected = undefined;
    if (event.event === 'entered' && event.type === 'undo' && expected !== undefined) {
      if (event.parent === '/' && event.debt !== expected.shift()) wrong.push(`${event.path} was out of order`);
    }
    if (event.event === 'left') {
      for (const n of event.settles ?? []) owed.delete(n);
      for (const debt of event.owes ?? []) {
        owed.set(next, debt);
        next += 1;
      }
      if (event.irreversible !== undefined) barrier = next;
    }
  }
  return wrong;
};

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
  for (const event of events) {
    if (event.event === 'paused') paused = true;
    if (event.event === 'unpaused') paused = false;
    if (!paused) continue;
    if (event.event === 'entered') wrong.push(`${event.path} was entered while paused`);
    if (event.event === 'intended' && isDeed(event.effect)) wrong.push(`${event.effect.key} was intended while paused`);
  }
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
  const defs = new Map<StepPath, Block | undefined>();
  let killed = false;
  for (const event of events) {
    if (event.event === 'entered') {
      defs.set(event.path, runbook.defs.get(event.def));
      if (event.role === undefined) begun.add(event.parent);
    }
    if (event.event === 'skipped' && event.role === undefined) begun.add(event.parent);
    if ((event.event === 'entered' || event.event === 'skipped') && event.role === 'always') ran.add(event.parent);
    if (event.event === 'stopping') {
      if (event.why === 'kill') killed = true;
      else if (event.path.endsWith('!always')) wrong.push(`${event.path} was told to stop: ${event.why}`);
    }
    if (event.event === 'left' && !killed && begun.has(event.path) && !ran.has(event.path)) {
      const block = defs.get(event.path);
      if (block !== undefined && 'always' in block && block.always !== undefined && event.path !== '/')
        wrong.push(`${event.path} ended without what is to be done always`);
    }
  }
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
  for (const event of events) {
    if (event.event === 'entered') {
      blocks.set(event.path, runbook.defs.get(event.def));
      if (event.role !== undefined || event.path === '/') continue;
      members.add(event.path);
      const count = (living.get(event.parent) ?? 0) + 1;
      living.set(event.parent, count);
      const parent = blocks.get(event.parent);
      const limit = parent !== undefined && 'limit' in parent ? parent.limit : 1;
      if (event.parent !== '/' && count > limit) wrong.push(`${event.parent} has ${count} members at once`);
      if (failed.has(event.parent) && parent?.type === 'sequence' && event.type !== 'undo')
        wrong.push(`${event.path} began after a failure`);
    }
    if (event.event === 'left' && members.has(event.path)) {
      living.set(event.parent, (living.get(event.parent) ?? 1) - 1);
      if (event.outcome === 'failed') failed.add(event.parent);
    }
  }
  return wrong;
};

/** 12: a group that fails fast tells all that live in the turn of the failure. */
export const failFastTellsAll: Judge = ({turns, runbook}) => {
  const wrong: string[] = [];
  const blocks = new Map<StepPath, Block | undefined>();
  const parents = new Map<StepPath, StepPath>();
  const told = new Set<StepPath>();
  for (const {events} of turns) {
    const cut = new Set<StepPath>();
    for (const event of events) {
      if (event.event === 'entered') {
        blocks.set(event.path, runbook.defs.get(event.def));
        if (event.role === undefined) parents.set(event.path, event.parent);
      }
      if (event.event === 'stopping') told.add(event.path);
      if (event.event !== 'left') continue;
      const parent = blocks.get(event.parent);
      if (parents.delete(event.path) && event.outcome === 'failed' && parent?.type === 'parallel' && parent.failFast)
        cut.add(event.parent);
    }
    for (const [path, parent] of parents)
      if (cut.has(parent) && !told.has(path)) wrong.push(`${path} was not told that a sibling failed`);
  }
  return wrong;
};

/** 14: a rollback that was asked for and not refused, or decided, happens. */
export const rollbackHappens: Judge = ({events, state}) => {
  if (state.verdict === undefined) return [];
  const killed = all(events, 'stopping').some(({path, why}) => path === '/' && (why === 'kill' || why === 'stop'));
  const asked = all(events, 'stopping').some(({path, why}) => path === '/' && why === 'rollback');
  const began = all(events, 'part-entered').some(({part}) => part === 'rollback');
  const late = all(events, 'intended').some(({effect}) => effect.do === 'ask' && effect.what === 'late-rollback');
  const nothing = state.debts.size === 0 || state.barrier !== undefined;
  return asked && !began && !killed && !late && !nothing ? ['a rollback was decided and did not happen'] : [];
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
  rollbackHappens,
};
