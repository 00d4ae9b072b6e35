import type {EffectKey} from '../../base/ids.ts';
import type {Value} from '../../base/value.ts';
import type {Act, Ask} from '../../events/effect.ts';
import type {Report} from '../../events/event.ts';
import type {Monitor} from '../../model/runbook.ts';

/** What the simulated world does. Every function is asked once an effect; the same answers give the same run. */
export interface Script {
  /** How an attempt ends, and how many milliseconds it takes. */
  readonly act: (act: Act) => Scripted;
  /** What a person answers, after how long; undefined: nobody does. */
  readonly answer: (ask: Ask) => Answered | undefined;
  /** The `n`-th sample (from 1) of a monitor. */
  readonly sample?: (monitor: Monitor, n: number) => Sample;
  /** What people ask of the run, and when, in milliseconds from its start. */
  readonly requests?: readonly (Omit<Extract<Report, {readonly event: 'requested'}>, 'event'> & {
    readonly after: number;
  })[];
  /** Which of the effects that end at one instant comes first: an index; the first if left out. */
  readonly choose?: (keys: readonly EffectKey[]) => number;
  /** What becomes of an act under way when the engine dies: it is found again, or nobody knows. */
  readonly crash?: (act: Act) => 'found' | 'lost';
}

/** How one attempt ends. */
export interface Scripted extends Omit<Extract<Report, {readonly event: 'act-ended'}>, 'event' | 'key' | 'tookMs'> {
  readonly tookMs?: number;
  /** It ends in its own way although it was withdrawn. */
  readonly stubborn?: true;
}

/** What a person answers. */
export interface Answered {
  readonly value: Value;
  readonly by?: string;
  readonly after?: number;
}

/** One sample of a monitor; without a value it could not be measured. */
export interface Sample {
  readonly value?: Value;
  readonly breach: boolean;
}
