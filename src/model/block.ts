import type {DefPath} from '../base/ids.ts';
import type {Expression} from '../expression/expression.ts';
import type {Type} from '../expression/type.ts';
import type {Field} from '../kinds/field.ts';
import type {Expect} from '../kinds/grammar/expect.ts';
import type {Template} from '../template/template.ts';
import type {Common, Retry} from './step.ts';

/**
 * The blocks a runbook is made of. A closed union: a new member makes the compiler name every place that must answer.
 * `act ask decide wait` are leaves; the others hold blocks.
 */
export type Block =
  | ActBlock
  | AskBlock
  | DecideBlock
  | WaitBlock
  | SequenceBlock
  | ParallelBlock
  | ForeachBlock
  | RepeatBlock
  | RemediesBlock
  | BranchBlock
  | ChooseBlock
  | CallBlock;

/** Performed by the engine: `run http assert notify` and whatever kind acts. */
export interface ActBlock extends Common {
  readonly type: 'act';
  /** What the kind's schema decodes to. */
  readonly body: unknown;
  readonly context: Context;
  readonly retry?: Retry;
  readonly expect: Expect;
  readonly capture: Readonly<Record<string, Expression>>;
  /** Names of captures that are masked like secrets. */
  readonly sensitive: readonly string[];
  /** What a crash in the middle means when nothing is known. */
  readonly onCrash: 'ask' | 'repeat';
  /** Type of each capture, those of `like` and `matches` included. */
  readonly captures: Readonly<Record<string, Type>>;
}

/** A person does something and says so: `manual checklist ask approve`. */
export interface AskBlock extends Common {
  readonly type: 'ask';
  readonly body: unknown;
  readonly fields: Readonly<Record<string, Field>>;
  /** Milliseconds after which an unanswered question is a failure. */
  readonly expires?: number;
  readonly unattended?: 'wait' | 'preferred' | 'fail';
}

/** Decided from what is known, at once: `set end`. */
export interface DecideBlock extends Common {
  readonly type: 'decide';
  readonly body: unknown;
}

/** A pause: exactly one of `for` (milliseconds) and `at` (a time, rendered) is given. */
export interface WaitBlock extends Common {
  readonly type: 'wait';
  readonly for?: Template;
  readonly at?: Template;
  /** The background step whose end is waited for; no engine executes that yet, so that `for` is nothing. */
  readonly step?: string;
  /** Watched meanwhile: true fails the wait. */
  readonly failIf?: Expression;
}

interface Group extends Common {
  readonly rescue?: SequenceBlock;
  readonly always?: SequenceBlock;
  readonly outputs: Readonly<Record<string, Expression>>;
}

/** One after another. The file, a block's body, an arm, a round and a part are such, too. */
export interface SequenceBlock extends Group {
  readonly type: 'sequence';
  readonly steps: readonly Block[];
}

/** Side by side, at most `limit` at once. */
export interface ParallelBlock extends Group {
  readonly type: 'parallel';
  readonly steps: readonly Block[];
  readonly limit: number;
  readonly failFast: boolean;
}

/** Its body once for each item. */
export interface ForeachBlock extends Group {
  readonly type: 'foreach';
  readonly as: string;
  /** A list written out, or a decision that gives a list or map (whose items are then `{key, value}`). */
  readonly in: readonly Template[] | Expression;
  readonly body: SequenceBlock;
  readonly limit: number;
  readonly failFast: boolean;
  /** Items a batch; a share of all (0 < n ≤ 1) or a count. */
  readonly batch?: {readonly count: number} | {readonly share: number};
  readonly maxFailures: number;
  readonly between?: SequenceBlock;
}

/** Its body again and again: while → steps → next → until; `max` passes at most. */
export interface RepeatBlock extends Group {
  readonly type: 'repeat';
  readonly as?: string;
  readonly start: Readonly<Record<string, Expression>>;
  readonly while?: Expression;
  readonly body: SequenceBlock;
  readonly next: Readonly<Record<string, Expression>>;
  readonly until?: Expression;
  readonly max: number;
}

/** Its steps one by one until the check says well; asked first, too. `well` is an act or a call that only looks. */
export interface RemediesBlock extends Group {
  readonly type: 'remedies';
  readonly well: Block;
  readonly steps: readonly Block[];
}

/** One way of several. */
export interface Arm {
  readonly title?: Template;
  readonly note?: Template;
  readonly if?: Expression;
  readonly body: SequenceBlock;
}

/** The first arm whose `if` holds; one without `if` is the rest. */
export interface BranchBlock extends Common {
  readonly type: 'branch';
  readonly arms: readonly Arm[];
}

/** A person picks an arm; `if` hides. */
export interface ChooseBlock extends Common {
  readonly type: 'choose';
  readonly arms: readonly Arm[];
  readonly expires?: number;
}

/** Runs a block of the file, or another file's runbook, with inputs of its own. */
export interface CallBlock extends Common {
  readonly type: 'call';
  /** The address of the called block's body: `@service_healthy`, `@file:restore.yaml`. */
  readonly block: DefPath;
  /** The title of what it calls. */
  readonly calls: string;
  /** Each input's text; the value is parsed by the input's declared type. */
  readonly with: Readonly<Record<string, Template>>;
}

/** Where and with what commands run; inherited from groups and merged inward by the checker. */
export interface Context {
  readonly cwd?: Template;
  readonly env: Readonly<Record<string, Template>>;
  /** Names (`AWS_*` allowed) that pass from the operator's environment beside the default ones. */
  readonly inherit: readonly string[];
  readonly shell?: readonly string[];
}
