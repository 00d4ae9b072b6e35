import type {Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Type} from '../../expression/type.ts';
import type {Mismatch, OutputMatchers} from '../assertions/contract.ts';
import type {Channel} from '../channels/send.ts';
import type {Field} from '../field.ts';
import type {TSchema} from '../grammar/schema.ts';
import type {Io} from '../io.ts';

/**
 * A kind of step. There are four sorts: one that acts on the world or asks it, one that asks a person, one that only
 * decides, and one that gives the run its structure (lowered by the checker to a block of `src/model`).
 */
export type StepKind<Body = never> = ActingKind<Body> | AskingKind<Body> | DecidingKind<Body> | StructuralKind;

interface KindBase {
  /** The key that makes a step one of this kind. */
  readonly kind: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The body below the key; `Short` gives its short form. */
  readonly schema: TSchema;
  /** Whole steps as YAML, valid in a file that declares what they use; the first is the one shown in help. */
  readonly examples: readonly [string, ...string[]];
}

/** Acts on the world, or asks it: the engine performs it between a recorded intent and a recorded result. */
export interface ActingKind<Body> extends KindBase {
  readonly sort: 'acts';
  /** What a crash in the middle means where the step says nothing: found again, done again, or a person is asked. */
  readonly onCrash: 'reattach' | 'repeat' | 'ask';
  /** Whether it changes nothing, where the step does not say. */
  readonly readOnly: (body: Body) => boolean;
  /** Names its result has for `capture`, `that` and `retry.while`. */
  readonly results: (body: Body) => Readonly<Record<string, Type>>;
  /** Which keys of `expect` make sense for it. */
  readonly expects: readonly string[];
  /** The body with `text` in the place of what `describe` gives, where a person may change that for one attempt. */
  readonly edited?: (body: Body, text: string) => Body;
  /** Whether it needs the terminal of a person. */
  readonly takesTerminal?: (body: Body) => boolean;
  /** Milliseconds one attempt may take where nobody wrote a timeout. */
  readonly timeout?: number;
  /** What it will do, for plan, screen and record: the command, `GET https://…`; secrets as `***`. */
  readonly describe: (body: Body, scope: Scope) => Result<string, EvaluationFault>;
  /** The whole of it for a plan, where values are missing: what cannot be had yet stands in `‹ ›`. Else as it describes it. */
  readonly outline?: (body: Body, scope: Scope) => string;
  readonly perform: (input: ActInput<Body>, io: Io) => Promise<Performed>;
}

/** Asks a person. The engine shows the question and records who answered what. */
export interface AskingKind<Body> extends KindBase {
  readonly sort: 'asks';
  /** The values an answer gives, by name; they are captured. */
  readonly fields: (body: Body) => Readonly<Record<string, Field>>;
  readonly question: (body: Body, scope: Scope) => Result<Question, EvaluationFault>;
  /** What is wrong with a body whose parts are right each by itself: at which key, and why. */
  readonly problems?: (body: Body) => readonly {readonly key: string; readonly message: string}[];
  /** Whether it takes somebody else than who began the run to say yes, so that no answers file can. */
  readonly needsOther?: (body: Body) => boolean;
  /** Whether `--yes` answers it. */
  readonly yes: (body: Body) => boolean;
}

/** Decides from what is known: no effect, no waiting. */
export interface DecidingKind<Body> extends KindBase {
  readonly sort: 'decides';
  /** The names it captures, with their types, where the body is checked. */
  readonly captures: (body: Body) => Readonly<Record<string, Type>>;
  readonly decide: (body: Body, scope: Scope) => Result<Decided, EvaluationFault>;
  readonly describe: (body: Body, scope: Scope) => Result<string, EvaluationFault>;
  /** As of an acting kind. */
  readonly outline?: (body: Body, scope: Scope) => string;
}

/** Gives the run its structure: `steps`, `branch`, `choose`, `use`, `wait`. The checker knows each by name. */
export interface StructuralKind extends KindBase {
  readonly sort: 'structures';
}

/** What a deciding step decided. */
export interface Decided {
  readonly captured: Values;
  /** Set by `end`: the run ends here. */
  readonly end?: {readonly as: 'succeeded' | 'failed' | 'stopped'; readonly because: string};
}

/** What a person is asked. Plain data: it is journalled and shown by any screen. */
export interface Question {
  readonly what: 'manual' | 'checklist' | 'ask' | 'approve';
  /** The words shown. */
  readonly text: string;
  /** For a checklist: each is ticked. */
  readonly items?: readonly string[];
  /** What is to be typed or chosen. */
  readonly fields?: readonly QuestionField[];
  /** The names of those who may approve; empty: anyone but who works on the run, unless `self`. */
  readonly approvers?: readonly string[];
  /** How many must approve, and who has approved already. */
  readonly count?: number;
  readonly approvals?: readonly string[];
  readonly self?: boolean;
  /** The kept file of allowed signers, where approvals must be signed. */
  readonly signers?: string;
}

/** One field of a question, its options evaluated. */
export interface QuestionField {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  /** The type of each item of a list or each value of a map; a string, or anything, where it is not said. */
  readonly of?: string;
  readonly optional: boolean;
  readonly default?: Value;
  /** `value` is what the answer becomes, `label` what is shown, `key` what may be typed or written in an answers file. */
  readonly options?: readonly {readonly value: Value; readonly label: string; readonly key: string}[];
  /** The index in `options` that `prefer` found. */
  readonly preferred?: number;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

/** What one attempt is given. */
export interface ActInput<Body> {
  readonly body: Body;
  readonly scope: Scope;
  readonly context: ActContext;
  /** Matchers that are fed the output as it comes. */
  readonly matchers: OutputMatchers;
  /** Milliseconds this attempt may take. */
  readonly timeout?: number;
  /** The channels of the file, for kinds that tell people something. */
  readonly channels: Readonly<Record<string, Channel>>;
}

/** Where and with what a command runs, already rendered. */
export interface ActContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, {readonly value: string; readonly secret: boolean}>>;
  readonly shell: readonly string[];
}

/** How one attempt ended in the world, before its expectations are judged. */
export type Performed =
  /** It ran to its end. `results` are the values of the kind's `results`; outputs come by `output`. */
  | Ended
  /** It took longer than its timeout and was killed. */
  | {
      readonly did: 'timed-out';
      readonly after: number;
      readonly output?: Output;
      readonly survivors?: readonly string[];
    }
  /** It was withdrawn, and killed. */
  | {readonly did: 'cancelled'; readonly output?: Output; readonly survivors?: readonly string[]}
  /** It could not be started, or the other side could not be reached: certainly nothing happened, or nobody knows. */
  | {readonly did: 'not-started' | 'broken'; readonly message: string; readonly output?: Output}
  /** Whether it ran, and how it ended, cannot be known. */
  | {readonly did: 'lost'; readonly message: string};

/** An act that ran to its end. */
export interface Ended {
  readonly did: 'ended';
  readonly results: Values;
  readonly output?: Output;
  readonly survivors?: readonly string[];
  /** Its exit status is judged only if the author expects one: it was, or could have been, ended early. */
  readonly anyStatus?: boolean;
  /** The disk its output is written to is full, or was when it failed: the output may not be whole. */
  readonly full?: 'is' | 'was';
  /** What the kind itself found not to hold. */
  readonly failures?: readonly FailedExpectation[];
}

/** An expectation that does not hold: `assertion` is its key as written, `stdout.contains` or `that`. */
export interface FailedExpectation extends Mismatch {
  readonly assertion: string;
  /** What it means, in the author's words. */
  readonly because?: string;
}

/** The output of an act, read on demand and within the stated bound of 1 MiB a value. */
export interface Output {
  /** The text, or why it cannot be had (longer than the bound). */
  readonly text: (which: 'stdout' | 'stderr' | 'output') => Result<string, EvaluationFault>;
  /** The last lines, for people. */
  readonly tail: (lines: number) => readonly string[];
}
