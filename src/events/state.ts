import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Effect} from './effect.ts';
import type {Debt, Report} from './event.ts';
import type {Frame} from './frame.ts';
import type {Outcome, Verdict} from './outcome.ts';

/**
 * All that the future of a run depends on; a fold of its events. The maps are changed in place by the one who folds:
 * nobody else may keep one from before an event.
 */
export interface RunState {
  /** Number and time of the last turn; 0 before the first. */
  readonly seq: number;
  readonly now: number;
  readonly started?: Extract<Report, {readonly event: 'run-started'}>;
  readonly startedAt: number;
  /** SHA-256 of the runbook's files as they are now, hexadecimal. */
  readonly hash: string;
  /** Who works on the run, and how they came to: they approve nothing of it. */
  readonly operators: ReadonlyMap<string, Operating>;
  /** The approvals that were given and that take other people than who works on the run. */
  readonly approved: readonly {readonly path: StepPath; readonly by: string}[];
  readonly frames: ReadonlyMap<StepPath, Frame>;
  /** The living children of what has any. */
  readonly living: ReadonlyMap<StepPath, ReadonlySet<StepPath>>;
  /** How many frames of a definition live, and when the last of them ended. */
  readonly alive: ReadonlyMap<DefPath, number>;
  readonly endedAt: ReadonlyMap<DefPath, number>;
  /** What should be in flight. */
  readonly inFlight: ReadonlyMap<EffectKey, Effect>;
  readonly scopes: ReadonlyMap<StepPath, ScopeRecord>;
  /** For a parallel group: the scopes of its branches that ended and wait for the join. */
  readonly joins: ReadonlyMap<StepPath, readonly StepPath[]>;
  /** What is owed, by number, in the order in which it came to be. */
  readonly debts: ReadonlyMap<number, Owed>;
  readonly nextDebt: number;
  /** Numbers of debts in doubt of what has not been mended since. */
  readonly unfinished: ReadonlySet<number>;
  /** Debts with a smaller number are not taken back, and why. */
  readonly barrier?: {readonly before: number; readonly because: string};
  /** Titles of steps that changed something and have no undo. */
  readonly untouched: ReadonlyMap<StepPath, string>;
  readonly monitors: ReadonlyMap<string, MonitorState>;
  readonly paused?: {readonly because: string; readonly by: string};
  /** A person's request that nothing has come of yet. */
  readonly request?: Extract<Report, {readonly event: 'requested'}>;
  /** Set by `end`. */
  readonly ending?: {readonly as: 'succeeded' | 'failed' | 'stopped'; readonly because: string};
  /** Attempts and questions of steps that were begun anew after an edit: their keys are not used again. */
  readonly used: ReadonlyMap<StepPath, {readonly attempt: number; readonly asked: number}>;
  readonly accepted: number;
  /** Why the run failed, stopped or is taken back, for `run.reason`. */
  readonly reason?: string;
  readonly rollbacks: number;
  /** Keys of the messages of the run that were intended. */
  readonly sent: ReadonlySet<EffectKey>;
  /** The step that is being done again: nothing else begins meanwhile. */
  readonly again?: StepPath;
  readonly verdict?: Verdict;
  /** How the run had ended before the step at `path` was done again and that went wrong. */
  readonly spoilt?: {readonly path: StepPath; readonly before: Verdict};
  readonly inForce: readonly string[];
}

/** Who `began` a run, `took-up` one that was left, or `changed` what it does. */
export type Operating = 'began' | 'took-up' | 'changed';

/** A debt, its number, and how often it was tried to take it back. */
export interface Owed extends Debt {
  readonly n: number;
  readonly tries: number;
}

/** What became of a step that has an id. */
export interface StepRecord {
  readonly outcome: Outcome;
  readonly rescued: boolean;
  readonly startedAt: number;
  readonly tookMs: number;
  readonly captured: Values;
}

/** A stretch of the run in which names are kept. */
export interface ScopeRecord {
  /** The scope around it that it sees; a call sees none. */
  readonly outer?: StepPath;
  /** Where the steps in it are recorded; itself, unless it only adds names. */
  readonly home: StepPath;
  readonly steps: ReadonlyMap<string, StepRecord>;
  /** Loop variables, a loop's moving values, `failure`. */
  readonly vars: Values;
  readonly inputs?: Values;
  readonly bindings?: Values;
  /** The steps without steps that ended in it, and what of it was skipped: they can be done again while it is kept. */
  readonly done?: ReadonlyMap<StepPath, DoneStep>;
}

/** A step that has ended, or was skipped. */
export interface DoneStep {
  readonly parent: StepPath;
  /** Absent where it was never entered. */
  readonly def?: DefPath;
  /** Why nothing of it was done. */
  readonly skipped?: string;
  /** How often it was done again. */
  readonly again: number;
}

/** What is known of a monitor. */
export interface MonitorState {
  readonly value?: Value;
  readonly at?: number;
  readonly baseline?: Value;
  /** Whether the last sample was a breach, and how many in a row were. */
  readonly breached: boolean;
  readonly row: number;
  /** Samples in a row that gave nothing. */
  readonly unmeasured: number;
  readonly blind: boolean;
  /** How often it was acted upon, and whether this breach was. */
  readonly rounds: number;
  readonly handled: boolean;
  readonly message?: string;
}

/** The state before the first event. */
export function initialState(): RunState {
  return {
    seq: 0,
    now: 0,
    startedAt: 0,
    hash: '',
    operators: new Map(),
    approved: [],
    frames: new Map(),
    living: new Map(),
    alive: new Map(),
    endedAt: new Map(),
    inFlight: new Map(),
    scopes: new Map(),
    joins: new Map(),
    debts: new Map(),
    nextDebt: 1,
    unfinished: new Set(),
    untouched: new Map(),
    monitors: new Map(),
    used: new Map(),
    accepted: 0,
    rollbacks: 0,
    sent: new Set(),
    inForce: [],
  };
}
