import type {EffectKey, StepPath} from '../../base/ids.ts';
import type {Value} from '../../base/value.ts';
import type {Ask} from '../../events/effect.ts';
import type {RunEvent} from '../../events/event.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {Role} from '../../events/part.ts';
import type {RunView, StepView, Tick} from '../../events/view.ts';
import type {Estimate} from '../../model/step.ts';
import type {About} from '../about.ts';

/** A run afterwards, or so far: what a reader who was not there may ask of it, as plain data. Times are in ms since 1970. */
export interface RunRecord {
  readonly view: RunView;
  /** Absent where the run's copy of its runbook can no longer be read. */
  readonly about?: About;
  readonly started: Started | undefined;
  /** Every engine that took the run up, in order. */
  readonly engines: readonly EngineRecord[];
  /** When it was begun to take the run back, the last time. */
  readonly rollbackAt?: number;
  /** The steps of the file and what followed them, in order; those of a block stand in its place. */
  readonly steps: readonly StepRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly monitors: readonly MonitorRecord[];
  readonly messages: readonly MessageRecord[];
  readonly remarks: readonly Remark[];
  readonly followups: readonly FollowupRecord[];
}

/** How the run began. */
export type Started = Extract<RunEvent, {readonly event: 'run-started'}>;

/** One engine at work on the run. */
export interface EngineRecord {
  readonly at: number;
  readonly host: string;
  readonly by: string;
  readonly version: string;
}

/** One step, group or part with what is in it. */
export interface StepRecord {
  readonly view: StepView;
  /** Its place in the record, as in `4.2`. */
  readonly number: string;
  /** The title of what it stands in, if that is not the whole run. */
  readonly within?: string;
  /** The key that makes its kind; absent for what was skipped. */
  readonly kind?: string;
  readonly role?: Role;
  readonly goal?: string;
  readonly note?: string;
  readonly estimate?: Estimate;
  /** What is expected of it, as the author wrote it. */
  readonly expected?: string;
  /** Where it is written, as in `deploy.yaml:12`. */
  readonly place?: {readonly file: string; readonly line: number};
  readonly attempts: readonly AttemptRecord[];
  readonly waits: readonly WaitRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly milestones: readonly {readonly at: number; readonly text: string}[];
  readonly hints: readonly string[];
  readonly children: readonly StepRecord[];
}

/** One attempt of a step, or one question of its probe. */
export interface AttemptRecord {
  readonly key: EffectKey;
  readonly what: 'work' | 'probe';
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly did?: 'succeeded' | 'failed' | 'cancelled' | 'lost';
  readonly exit?: number;
  readonly failure?: StepFailure;
  readonly answer?: 'yes' | 'no' | 'cannot-tell';
}

/** A stretch in which a step waited; without `to` it still does. */
export interface WaitRecord {
  readonly why: 'person' | 'retry' | 'wait' | 'window';
  readonly from: number;
  readonly to?: number;
}

/** What a person, or somebody's word given beforehand, decided. */
export interface DecisionRecord {
  readonly at: number;
  /** When it was asked. */
  readonly since: number;
  readonly ask: Ask | undefined;
  readonly path?: StepPath;
  readonly value: Value;
  readonly by: string;
  readonly via: string;
  readonly why?: string;
  /** The command that was to be tried in the place of the step's own, this once. */
  readonly instead?: string;
  /** Of a checklist: who ticked what, by its index from 0, and when. */
  readonly ticks: ReadonlyMap<number, Tick>;
  /** Whether who it was is proved by a signature. */
  readonly signed: boolean;
}

/** What was measured beside the steps. */
export interface MonitorRecord {
  readonly name: string;
  readonly title: string;
  readonly breach?: string;
  readonly baseline?: Value;
  readonly samples: readonly Sample[];
}

/** One measurement; without a value it could not be taken. */
export interface Sample {
  readonly at: number;
  readonly value?: Value;
  readonly breach: boolean;
  readonly baseline: boolean;
}

/** What people were told. */
export interface MessageRecord {
  readonly at: number;
  readonly text: string;
  /** Channels that took it, and those that did not, with the reason. */
  readonly to: readonly string[];
  readonly missed: readonly {readonly channel: string; readonly because: string}[];
}

/** Something beside the steps that a reader should know. */
export interface Remark {
  readonly at: number;
  readonly grave: boolean;
  readonly text: string;
  readonly path?: StepPath;
}

/** What remains to be done, and when. */
export interface FollowupRecord {
  readonly title: string;
  readonly due: number;
  readonly role?: string;
}
