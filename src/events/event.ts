import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Message} from '../kinds/io.ts';
import type {Effect} from './effect.ts';
import type {StepFailure} from './failure.ts';
import type {Outcome, Standing, Verdict} from './outcome.ts';
import type {FrameType, Opens, Part, Result, Role, StopWhy} from './part.ts';

/**
 * One turn: a report from outside and everything decided because of it. It is one record of the journal, durable
 * before anything reacts to it.
 */
export interface Turn {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Milliseconds since 1970; the clock of every event of the turn. */
  readonly at: number;
  readonly events: readonly RunEvent[];
}

/** Everything that can happen in a run, in the past tense. */
export type RunEvent = Report | Decision;

/** What came from outside. */
export type Report =
  /** The run began. Always the first event. */
  | {
      readonly event: 'run-started';
      readonly run: string;
      readonly runbook: string;
      readonly title: string;
      /** SHA-256 of all its files, hexadecimal. */
      readonly hash: string;
      readonly inputs: Values;
      readonly by: string;
      readonly cwd: string;
      readonly remote?: string;
      readonly timezone: string;
      /** Whether a person can be asked at a terminal. */
      readonly attended: boolean;
      /** SHA-256 of the plan that was reviewed, where the run was begun from one. */
      readonly plan?: string;
      /** SHA-256 of what the run keeps beside its runbook, hexadecimal, by the names of the files. */
      readonly kept?: Readonly<Record<string, string>>;
      /** Why it may run outside its window. */
      readonly outsideWindow?: string;
      /**
       * Ids of steps and `monitors.<id>` for whose failure or breach an answers file holds a choice: asked although
       * nobody is at a terminal.
       */
      readonly answers?: readonly string[];
    }
  /** An engine took the run up (again); `boot` tells one boot of the machine from another. */
  | {
      readonly event: 'engine-started';
      readonly host: string;
      readonly boot: string;
      readonly pid: number;
      readonly by: string;
      readonly version: string;
      /** Why the run goes on although later runs of the runbook changed something since it was left. */
      readonly overNewer?: string;
      /** Only because somebody gave an answer that the run waited for: they do not work on it. */
      readonly toAnswer?: true;
    }
  /** A person put a corrected runbook in place of the run's; what goes on does so where it was. */
  | {
      readonly event: 'edited';
      /** SHA-256 of all its files, hexadecimal. */
      readonly hash: string;
      readonly by: string;
      /** Of each living sequence: how many of its steps, as they are now, lie behind. */
      readonly cursors: Readonly<Record<StepPath, number>>;
      /** Steps that waited for somebody and are begun anew, or gone; what they leave to be taken back. */
      readonly superseded: readonly {readonly path: StepPath; readonly owes: readonly Debt[]}[];
    }
  /** An act came to its end. */
  | {
      readonly event: 'act-ended';
      readonly key: EffectKey;
      readonly did: 'succeeded' | 'failed' | 'cancelled' | 'lost';
      readonly captured?: Values;
      readonly failure?: StepFailure;
      /** Whether a failure may be tried again (`retry.while` over the result). */
      readonly again?: boolean;
      /** For a probe: whether it could tell. */
      readonly answer?: 'yes' | 'no' | 'cannot-tell';
      readonly exit?: number;
      readonly tookMs: number;
      readonly survivors?: readonly string[];
      /** For a command: what its output files held then; one that is not named was empty. */
      readonly outputs?: Outputs;
    }
  /** A milestone of a `sequence` passed; the index counts from 0. */
  | {readonly event: 'milestone'; readonly key: EffectKey; readonly path: StepPath; readonly index: number}
  | {readonly event: 'timer-fired'; readonly key: EffectKey}
  /** A person, an answers file or `--yes` answered; `via` says which. */
  | {
      readonly event: 'answered';
      readonly key: EffectKey;
      readonly value: Value;
      readonly by: string;
      readonly via: string;
      readonly why?: string;
      /** For a retry: the command to run in the place of the step's own, this once. */
      readonly instead?: string;
      /** The signed statement of an approval, and its SSH signature. */
      readonly signed?: SignedStatement;
    }
  /** Items of an open checklist were ticked or not any more; the indices count from 0. The answer says it once more. */
  | {
      readonly event: 'ticked';
      readonly key: EffectKey;
      readonly items: readonly number[];
      readonly on: boolean;
      readonly by: string;
    }
  /** A monitor was sampled; `value` is absent where it could not be. */
  | {
      readonly event: 'sampled';
      readonly monitor: string;
      readonly value?: Value;
      readonly baseline?: boolean;
      readonly breach: boolean;
      readonly message?: string;
    }
  /** A person asked something of the whole run. */
  | {
      readonly event: 'requested';
      readonly what: 'pause' | 'resume' | 'stop' | 'kill' | 'rollback' | 'release' | 'again' | 'report-breach';
      readonly by: string;
      readonly reason?: string;
      /** `release` of one change, the step to be done `again`, or the monitor that a person saw breach. */
      readonly subject?: string;
      /** Why a rollback whose offer is over is done all the same. */
      readonly late?: string;
      /** Why a run is taken back, or a step of it done again, although later ones changed something since. */
      readonly overNewer?: string;
    }
  /** Something people should know that changes nothing: a channel that is off, output cut by a full disk. */
  | {readonly event: 'noted'; readonly path?: StepPath; readonly message: string}
  /** People were told something, by a step or because the run came to a moment of which they are told. */
  | ({readonly event: 'sent'; readonly path?: StepPath} & Message)
  /** What the journal comes to before this turn is kept beside it, in a file with this SHA-256 (hexadecimal). */
  | {readonly event: 'checkpointed'; readonly digest: string}
  /** The engine had to stop; the run can be resumed. */
  | {readonly event: 'engine-stopped'; readonly because: string};

/** What was decided. Folding it needs no runbook. */
export type Decision =
  | ({
      readonly event: 'entered';
      readonly path: StepPath;
      readonly def: DefPath;
      readonly parent: StepPath;
      readonly n: number;
    } & EnteredExtras)
  | {
      readonly event: 'skipped';
      readonly path: StepPath;
      readonly parent: StepPath;
      readonly n: number;
      readonly because: string;
      readonly title?: string;
      readonly name?: string;
      readonly role?: Role;
    }
  /** What follows the body; `result` is what the parts before it came to. */
  | {
      readonly event: 'part-entered';
      readonly path: StepPath;
      readonly part: Part;
      readonly result: Result;
      /** Numbers of the debts it takes back, in that order. */
      readonly owed?: readonly number[];
      /** Why a rollback whose offer is over is done all the same. */
      readonly late?: string;
      /** How the run will have ended, where that is clear. */
      readonly verdict?: Verdict;
    }
  | {readonly event: 'looped'; readonly path: StepPath; readonly vars: Values; readonly done: boolean}
  | {readonly event: 'chose'; readonly path: StepPath; readonly arm: number; readonly because: string}
  | {readonly event: 'intended'; readonly effect: Effect}
  | {readonly event: 'withdrawn'; readonly key: EffectKey; readonly path: StepPath; readonly why: string}
  | {
      readonly event: 'stopping';
      readonly path: StepPath;
      readonly why: StopWhy;
      readonly reason: string;
      /** Nobody asked for it: a run that ends so has failed. */
      readonly failed?: true;
      readonly late?: string;
    }
  | {readonly event: 'told'; readonly path: StepPath}
  | {
      readonly event: 'breached';
      readonly monitor: string;
      readonly then: 'ask' | 'pause' | 'rollback' | 'warn';
      readonly message: string;
    }
  | {readonly event: 'blind'; readonly monitor: string; readonly message: string}
  | {readonly event: 'overdue'; readonly path: StepPath}
  | {readonly event: 'paused'; readonly because: string; readonly by: string}
  | {readonly event: 'unpaused'; readonly by: string}
  /** A request of a person that cannot be granted, and why. */
  | {readonly event: 'refused'; readonly what: string; readonly by: string; readonly because: string}
  | ({
      readonly event: 'left';
      readonly path: StepPath;
      readonly parent: StepPath;
      readonly outcome: Outcome;
    } & LeftExtras)
  | {readonly event: 'released'; readonly path: StepPath; readonly by: string}
  | {
      readonly event: 'run-ended';
      readonly verdict: Verdict;
      readonly inForce: readonly string[];
      readonly standing?: Standing;
    };

interface EnteredExtras {
  readonly type: FrameType;
  /** What it is to its parent; absent: one of its steps, items or branches. */
  readonly role?: Role;
  /** The scope it opens, if any. */
  readonly opens?: Opens;
  /** Its id, if the author gave one. */
  readonly name?: string;
  /** The key that makes its kind, as written. */
  readonly kind?: string;
  /** It never begins: a value it needs could not be had. */
  readonly failure?: StepFailure;
  /** The title as the operator reads it, rendered. */
  readonly title?: string;
  /** What an act will do, for people. */
  readonly describes?: string;
  /** What else people may read of it and that holds values, rendered, by its text as written. */
  readonly words?: Readonly<Record<string, string>>;
  /** The names it adds to what its steps see; the values of a loop whose state moves, known as `as`. */
  readonly vars?: Values;
  readonly as?: string;
  readonly items?: readonly Value[];
  /** Values that its texts read and which the state no longer holds (undos). */
  readonly bindings?: Values;
  /** For a call: the inputs of what is called. */
  readonly inputs?: Values;
  /** For an undo: the number of the debt it takes back. */
  readonly debt?: number;
}

interface LeftExtras extends Omit<Result, 'outcome'> {
  readonly name?: string;
  /** It may have changed something. */
  readonly touched?: true;
  /** What is now owed: how to take it back. */
  readonly owes?: readonly Debt[];
  /** Numbers of the debts it settled, by taking them back or because its own undo stands for them. */
  readonly settles?: readonly number[];
  /** Rollback stops here, and why. */
  readonly irreversible?: string;
  /** It changed something and has no undo; its title. */
  readonly untouched?: string;
  /** The run ends here. */
  readonly ends?: {readonly as: 'succeeded' | 'failed' | 'stopped'; readonly because: string};
}

/** The output files of a command as they were when it ended. */
export type Outputs = Readonly<Partial<Record<'stdout' | 'stderr', OutputDigest>>>;

/** How long an output was, and its SHA-256 in hexadecimal. */
export interface OutputDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Something to be taken back: in a rollback, or at its end if temporary. */
export interface Debt {
  readonly path: StepPath;
  readonly undo: DefPath;
  readonly title: string;
  readonly state: 'done' | 'in-doubt';
  readonly temporary?: 'group' | 'run' | 'released';
  readonly probe?: DefPath;
  /** What the undo's texts read, with the values it then had. */
  readonly bindings: Values;
}

/** What a signed approval says, and the SSH signature of that as `ssh-keygen -Y sign` writes it. */
export interface SignedStatement {
  readonly statement: string;
  readonly signature: string;
  /** The fingerprint of the key that signed, as `ssh-keygen` writes it: `SHA256:…`. */
  readonly key?: string;
}
