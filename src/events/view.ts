import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Act, Ask} from './effect.ts';
import type {StepFailure} from './failure.ts';
import type {Outcome, Standing, Verdict} from './outcome.ts';

/**
 * A run as people see it: what screens, the plain log, `show` and reports draw. A fold of the turns alone, so that it
 * is the same from a live run and from a record, and needs no runbook.
 */
export interface RunView {
  readonly run: string;
  readonly runbook: string;
  readonly title: string;
  readonly by: string;
  readonly inputs: Values;
  readonly cwd: string;
  readonly remote?: string;
  /** IANA name: the one of the runbook, whose clock people are shown. */
  readonly timezone: string;
  readonly startedAt: number;
  /** The time of the last turn. */
  readonly at: number;
  readonly outsideWindow?: string;
  /** Set once what it does stays as it is, for it was reviewed, or approved by others than who works on it. */
  readonly bound?: true;
  readonly steps: ReadonlyMap<StepPath, StepView>;
  readonly asks: ReadonlyMap<EffectKey, OpenAsk>;
  readonly acts: ReadonlyMap<EffectKey, Act>;
  readonly monitors: ReadonlyMap<string, MonitorView>;
  readonly decisions: readonly Decided[];
  readonly notes: readonly Note[];
  readonly paused?: string;
  /** Set while the run is being taken back, with the reason. */
  readonly rollingBack?: string;
  /** Set while the run is being stopped by a person, with the reason. */
  readonly stopping?: string;
  readonly verdict?: Verdict;
  readonly inForce: readonly string[];
  /** Set where it ended, not well, with changes that could be taken back. */
  readonly standing?: Standing;
  /** Who last wanted a step to be done again. */
  readonly wanted?: Wanted;
  /** Why the last engine left a run that has not ended. */
  readonly left?: string;
}

/** One step, group, round or part that was entered or skipped. */
export interface StepView {
  readonly path: StepPath;
  readonly def?: DefPath;
  readonly parent: StepPath;
  readonly title: string;
  readonly describes?: string;
  /** What it describes, where that is Markdown: what a person is to do or approve. */
  readonly prose?: string;
  /** Its goal, note, hints and milestones that hold values, with these, by their texts as written. */
  readonly words?: Readonly<Record<string, string>>;
  readonly state: 'running' | Outcome;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly attempts: number;
  readonly failure?: StepFailure;
  /** How its last attempt failed, until the next one begins. */
  readonly lastFailure?: StepFailure;
  readonly rescued: boolean;
  /** Why it was skipped, or why its failure is acceptable. */
  readonly because?: string;
  readonly captured: Values;
  /** Of a step that is done again: who wanted that. */
  readonly wanted?: Wanted;
  /** How many milestones of its `sequence` have passed. */
  readonly milestones: number;
  readonly overdue: boolean;
  /** It looks whether an effect is in place, or is a part of that; whether what it found is a no. */
  readonly looks: boolean;
  readonly saysNo: boolean;
  /** It only gives structure (the body of a block or arm): what is in it stands in its place. */
  readonly transparent: boolean;
  readonly children: readonly StepPath[];
}

/** Who wanted a finished step to be done again, and why. */
export interface Wanted {
  readonly by: string;
  readonly why: string;
}

/** A question that waits for an answer. */
export interface OpenAsk {
  readonly effect: Ask;
  readonly since: number;
  /** Of a checklist: what is ticked by now, by its index from 0, and by whom. */
  readonly ticks: ReadonlyMap<number, Tick>;
}

/** Who ticked an item, and when. */
export interface Tick {
  readonly by: string;
  readonly at: number;
}

/** A monitor's samples, the newest last; the last 120 are kept. */
export interface MonitorView {
  readonly name: string;
  readonly samples: readonly {readonly at: number; readonly value?: Value; readonly breach: boolean}[];
  readonly baseline?: Value;
  readonly state: 'well' | 'breached' | 'blind';
}

/** Something a person, or an answers file, decided. */
export interface Decided {
  readonly at: number;
  readonly key: EffectKey;
  readonly path?: StepPath;
  /** What was asked, where it is known. */
  readonly asked?: Ask;
  readonly value: Value;
  readonly by: string;
  readonly via: string;
  readonly why?: string;
  /** The command that was to be tried in the place of the step's own. */
  readonly instead?: string;
}

/** A remark about the run. */
export interface Note {
  readonly at: number;
  readonly message: string;
  readonly path?: StepPath;
}
