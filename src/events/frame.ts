import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Ask} from './effect.ts';
import type {Report} from './event.ts';
import type {StepFailure} from './failure.ts';
import type {Verdict} from './outcome.ts';
import type {Opens, Part, Result, Role, StopWhy} from './part.ts';

/** Something alive in the run. Only the living have a frame; the finished live on as counts, captures and debts. */
export type Frame = LeafFrame | GroupFrame | LoopFrame | RepeatFrame | ArmFrame | UndoFrame;

/** What every frame has. */
export interface FrameBase {
  readonly path: StepPath;
  readonly def: DefPath;
  readonly parent: StepPath;
  readonly n: number;
  readonly role?: Role;
  readonly opens?: Opens;
  readonly name?: string;
  readonly title?: string;
  /** The scope it lies in, and the one its own texts are read in. */
  readonly scope: StepPath;
  readonly inner: StepPath;
  /** Milliseconds since 1970: when it was entered; its `now`. */
  readonly since: number;
  /** Why it never begins. */
  readonly failure?: StepFailure;
  readonly part: Part;
  readonly result?: Result;
  /** What has let it begin. */
  readonly passed: {readonly askIf?: boolean; readonly window?: boolean; readonly danger?: boolean};
  /** The last answer, until something came of it. */
  readonly answer?: Answer;
  readonly stop?: Stop;
  /** The strongest stop its children were told of. */
  readonly told?: StopWhy;
  /** Keys of its effects in flight. */
  readonly effects: readonly EffectKey[];
  /** Running acts and rests in it and below, and how long there were any, in milliseconds. */
  readonly busy: number;
  readonly spent: number;
  readonly busySince: number;
  /** Its timeout was reached. */
  readonly late: boolean;
  /** Whether it takes longer than it should: its time has come, and it was said. */
  readonly overdue: 'no' | 'due' | 'said';
  /** Members begun, and how they ended. */
  readonly cursor: number;
  readonly live: number;
  readonly succeeded: number;
  readonly skipped: number;
  readonly failed: number;
  /** The first failure of a member, or the first that was decided. */
  readonly cause?: ChildEnd;
  /** The last member that ended. */
  readonly last?: ChildEnd;
  /** Whether an attempt of it, or something in it, may have changed something. */
  readonly touched: boolean;
  /** How its parts ended, last time. */
  readonly ends: Readonly<Partial<Record<Role, ChildEnd>>>;
  /** Questions asked in it so far; parts, where they come more than once. */
  readonly asked: number;
  readonly rounds: Readonly<Partial<Record<Role, number>>>;
  /** The number the next debt had when it began. */
  readonly debtMark: number;
  /** Numbers of the changes that last until it ends. */
  readonly temporary: readonly number[];
  /** What its parts are to take back, and how far that is. */
  readonly owed: readonly number[];
  readonly settled: number;
  /** How many of what it takes back could not be. */
  readonly unsettled: number;
}

/** That something is to end before its time, and since when. */
export interface Stop {
  readonly why: StopWhy;
  readonly reason: string;
  readonly at: number;
  /** Nobody asked for it: a run that ends so has failed. */
  readonly failed?: true;
  readonly late?: string;
}

/** A step without steps: what it does, asks, decides or waits for. */
export interface LeafFrame extends FrameBase {
  readonly type: 'act' | 'ask' | 'decide' | 'wait';
  /** Attempts so far; probes have frames of their own. */
  readonly attempt: number;
  /** Attempts before the runbook was edited. */
  readonly earlier?: number;
  readonly failures: number;
  /** When the first attempt began. */
  readonly firstAt: number;
  /** How the last attempt ended, until the next begins. */
  readonly ended?: Extract<Report, {readonly event: 'act-ended'}>;
  /** A rest or wait is over. */
  readonly rested: boolean;
  readonly expired: boolean;
  /** Who said no to what it asks: that stands, whatever is asked of it afterwards. */
  readonly refused?: {readonly by: string; readonly why?: string};
  /** Who has approved it. */
  readonly approvals: readonly Approval[];
  /** The numbers of the milestones passed. */
  readonly milestones: number;
}

/** That somebody has approved, and the fingerprint of the key they signed with. */
export interface Approval {
  readonly by: string;
  readonly key?: string;
}

/** Steps one after another or side by side, a call, or the whole run. */
export interface GroupFrame extends FrameBase {
  readonly type: 'sequence' | 'parallel' | 'remedies' | 'call' | 'run';
  /** For a call: what it gives what it calls. */
  readonly inputs?: Values;
  /** For the run: the debts that its rollback was to take back. */
  readonly rolledBack?: readonly number[];
  /** For the run: how it will have ended. */
  readonly verdict?: Verdict;
}

/** A loop over a list that was recorded when it began. */
export interface LoopFrame extends FrameBase {
  readonly type: 'foreach';
  readonly items: readonly Value[];
  /** How the rounds that have ended did, by their numbers. */
  readonly done?: ReadonlyMap<number, ChildEnd>;
  /** How many checks between batches have held. */
  readonly between: number;
}

/** A loop whose values move. */
export interface RepeatFrame extends FrameBase {
  readonly type: 'repeat';
  readonly as?: string;
  readonly vars: Values;
  /** Set once it is over. */
  readonly over: boolean;
  /** Passes whose values have moved on. */
  readonly moved: number;
}

/** One way of several. */
export interface ArmFrame extends FrameBase {
  readonly type: 'branch' | 'choose';
  readonly arm?: number;
  readonly expired: boolean;
}

/** The taking back of one debt; `cursor` counts attempts. */
export interface UndoFrame extends FrameBase {
  readonly type: 'undo';
  readonly debt: number;
}

/** How a child ended. */
export interface ChildEnd extends Result {
  readonly path: StepPath;
  readonly title?: string;
}

/** An answer as the interpreter reads it. */
export interface Answer {
  readonly what: Ask['what'];
  readonly key: EffectKey;
  readonly value: Value;
  readonly by: string;
  readonly why?: string;
  /** The command of the next attempt, in place of the step's own. */
  readonly instead?: string;
}
