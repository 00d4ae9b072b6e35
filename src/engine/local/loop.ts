import type {EffectKey, StepPath} from '../../base/ids.ts';
import type {Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';
import type {Effect} from '../../events/effect.ts';
import type {Report, Turn} from '../../events/event.ts';
import type {Verdict} from '../../events/outcome.ts';
import type {RunState} from '../../events/state.ts';
import {settle} from '../../interpreter/settle.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {InHand} from './run.ts';

/** What a loop is made of. */
export interface LoopParts {
  readonly runbook: Runbook;
  /** Changed in place. */
  readonly state: RunState;
  /** The clock of the run. */
  readonly now: () => number;
  /** Makes a turn durable; the error says why nothing can be recorded any more. */
  readonly record: (turn: Turn) => Result<null, string>;
  /** Begins an effect. */
  readonly start: (effect: Effect) => InHand;
  /** Called once a turn is durable and its effects are begun. */
  readonly onTurn: (turn: Turn) => void;
}

/** How a loop came to its end. */
export type LoopEnd =
  | {readonly is: 'ended'; readonly verdict: Verdict}
  | {readonly is: 'left'; readonly because: string}
  | {readonly is: 'broken'; readonly message: string}
  | {readonly is: 'bug'; readonly error: unknown};

/** Reports become turns; what a turn wants in flight is compared with what is under way. */
export interface Loop {
  /** Settles with the turn in which the report is durable; never, if the loop ended before. */
  readonly report: (report: Report) => Promise<Turn>;
  /** Compares everything that should be in flight with what is under way, as after a resume. */
  readonly reconcileAll: () => void;
  readonly ended: Promise<LoopEnd>;
  /** Ends it; nothing is recorded any more. */
  readonly end: (how: LoopEnd) => void;
}

/** Begins to settle reports. Those that come together make one turn. */
export function openLoop({runbook, state, now, record, start, onTurn}: LoopParts): Loop {
  const ending = Promise.withResolvers<LoopEnd>();
  let waiting: {readonly report: Report; readonly done: (turn: Turn) => void}[] = [];
  let unasked: readonly StepPath[] = [];
  let over = false;

  const end = (how: LoopEnd) => {
    over = true;
    ending.resolve(how.is === 'bug' ? thrown(how.error) : how);
  };

  const reconcile = createHands(state, start);

  const turnOver = () => {
    if (over || (waiting.length === 0 && unasked.length === 0)) return;
    const taken = waiting;
    waiting = [];
    const settled = settle({runbook, state, reports: taken.map(({report}) => report), at: now(), unasked});
    const {turn, keys} = settled;
    unasked = settled.unasked;
    const recorded = record(turn);
    if (!recorded.ok) return end({is: 'broken', message: recorded.error});
    reconcile(keys);
    onTurn(turn);
    for (const {done} of taken) done(turn);
    if (unasked.length > 0) setImmediate(guarded, turnOver);
    else if (state.verdict !== undefined && !acts(state)) end({is: 'ended', verdict: state.verdict});
  };

  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      end({is: 'bug', error});
    }
  };

  return {
    report: (report) =>
      new Promise((done) => {
        if (over) return;
        waiting.push({report, done});
        if (waiting.length === 1) setImmediate(guarded, turnOver);
      }),
    reconcileAll: () => guarded(() => reconcile([...state.inFlight.keys()])),
    ended: ending.promise,
    end,
  };
}

/** Gives what begins and withdraws effects, so that of those named what is under way is what the state wants. */
function createHands(state: RunState, start: LoopParts['start']): (keys: Iterable<EffectKey>) => void {
  const hands = new Map<EffectKey, InHand>();
  return (keys) => {
    for (const key of keys) {
      const effect = state.inFlight.get(key);
      const hand = hands.get(key);
      if (effect === undefined) {
        hands.delete(key);
        hand?.withdraw();
      } else if (hand === undefined) {
        hands.set(key, start(effect));
      } else if (effect.do === 'act' && effect.withdrawn !== undefined) {
        hand.withdraw();
      }
    }
  };
}

/** What something thrown means: that the disk takes no more, or else a bug. */
function thrown(error: unknown): LoopEnd {
  const {code = ''} = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return DISK_FAULTS.has(code) ? {is: 'broken', message: systemMessage(error)} : {is: 'bug', error};
}

const DISK_FAULTS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

function acts(state: RunState): boolean {
  for (const effect of state.inFlight.values()) if (effect.do === 'act') return true;
  return false;
}
