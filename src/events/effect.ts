import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Question} from '../kinds/steps/contract.ts';

/**
 * What a run wants of the world; nothing else touches a clock, a person or the world. What should be in flight is a
 * fact of the state. Same key, same effect: whatever tells two effects apart is in the key.
 */
export type Effect = Act | Sleep | Ask | Watch;

interface EffectBase {
  readonly key: EffectKey;
  readonly path: StepPath;
}

/** Touch the world, or look at it. */
export interface Act extends EffectBase {
  readonly do: 'act';
  /** `work` a step's own deed · `probe` is the effect in place? · `notify` a message of the run itself. */
  readonly what: 'work' | 'probe' | 'notify';
  /** The block to perform; for `notify` that of the root. */
  readonly def: DefPath;
  /** From 1; probes count as attempts. */
  readonly attempt: number;
  /** What a person put in the place of the step's own command, for this attempt alone. */
  readonly instead?: string;
  /** For `notify`: which moment (`started` …), and of which step. */
  readonly moment?: string;
  /** Set once it is to be ended; it stays in flight until the world says how it ended. */
  readonly withdrawn?: string;
}

/** Wait until an instant. */
export interface Sleep extends EffectBase {
  readonly do: 'sleep';
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly why: 'retry' | 'timeout' | 'expiry' | 'wait' | 'window' | 'overdue';
}

/** Ask a person. */
export interface Ask extends EffectBase {
  readonly do: 'ask';
  readonly what:
    | 'step'
    | 'ask-if'
    | 'danger'
    | 'choose'
    | 'failure'
    | 'doubt'
    | 'breach'
    | 'undo-failed'
    | 'late-rollback';
  /** The words shown. */
  readonly text: string;
  /** For `what: step`: what the kind asks. */
  readonly question?: Question;
  /** The answers that can be given, where they are fixed: value and words. */
  readonly choices?: readonly Choice[];
  /** The text that must be typed, for `danger`. */
  readonly type?: string;
}

/** One answer that can be given. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly note?: string;
}

/**
 * Sample a monitor until withdrawn, with one sample at once and, where the monitor's steps have come to their end, a
 * last one (reported as `sampled` after the withdrawal).
 */
export interface Watch extends EffectBase {
  readonly do: 'watch';
  readonly monitor: string;
  /** Sample until there is a value, report it with `baseline: true`; it is what later samples are compared with. */
  readonly baseline?: true;
}
