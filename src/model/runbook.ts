import type {DefPath} from '../base/ids.ts';
import type {Value} from '../base/value.ts';
import type {Almanac} from '../calendar/almanac.ts';
import type {Expression} from '../expression/expression.ts';
import type {Field} from '../kinds/field.ts';
import type {Template} from '../template/template.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {Block, SequenceBlock} from './block.ts';
import type {Estimate, Hint, Link, Route} from './step.ts';
import type {Window} from './window.ts';

/**
 * A runbook in which everything was found good: every reference, expression, template, pattern and duration has been
 * parsed, typed and resolved. Only the checker makes one.
 */
export interface Runbook {
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly estimate?: Estimate;
  readonly reviewed?: string;
  readonly slo?: {readonly title?: string; readonly objective?: string; readonly over?: number};
  readonly timezone: string;
  readonly useWhen: readonly string[];
  readonly links: readonly Link[];
  readonly dashboards: readonly Link[];
  readonly inputs: readonly Field[];
  readonly outputs: Readonly<Record<string, Expression>>;
  /** Constants; texts among them are templates over inputs. */
  readonly vars: Readonly<Record<string, Value | Template>>;
  readonly variants?: Variants;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly lock?: RunLock;
  readonly window?: Window;
  /** Where the window is written. */
  readonly windowSpan?: Span;
  /** The holidays and calendars that windows name. */
  readonly almanac: Almanac;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly notify: Partial<Readonly<Record<NotifyEvent, readonly Sending[]>>>;
  readonly monitors: Readonly<Record<string, Monitor>>;
  readonly onFailure: Route;
  /** Names that pass from the operator's environment for every step. */
  readonly inherit: readonly string[];
  readonly rollback: RollbackPolicy;
  readonly followups: readonly Followup[];
  /** The file's own steps: the block with the address `/`. */
  readonly root: SequenceBlock;
  /** Blocks that can be called, by the address of their body. */
  readonly blocks: ReadonlyMap<DefPath, Callable>;
  /** Every block by its address: steps, parts, undos, probes, arms, bodies of loops, called blocks. */
  readonly defs: ReadonlyMap<DefPath, Block>;
  /** Those of them that stand only in what was corrected: they can be taken back, and nothing else. */
  readonly gone?: ReadonlySet<DefPath>;
  /** The file and every file it uses, as read. */
  readonly files: readonly SourceFile[];
  /** Names of what is in the grammar but which no engine executes yet, with their places. */
  readonly notYet: readonly {readonly what: string; readonly span: Span}[];
}

/** One run at a time: of those that one state folder keeps, and where `shared` says. */
export interface RunLock {
  readonly name: Template;
  readonly held: 'refuse' | 'wait';
  readonly shared?: SharedLockPlace;
}

/** Where a lock across machines is kept: `kind` names one of `src/kinds/locks`. */
export interface SharedLockPlace {
  readonly kind: string;
  readonly body: unknown;
  /** Milliseconds for which it must be seen without a word of the holder's engine to be free; never, where it is not given. */
  readonly expires?: number;
}

/** What `use` calls. A block of the executed file sees that file's variables; what stands in a used file, its own. */
export interface Callable {
  readonly title: string;
  readonly inputs: readonly Field[];
  readonly body: SequenceBlock;
  readonly outputs: Readonly<Record<string, Expression>>;
  /** Set in a used file: the variables of that file, over its inputs. */
  readonly vars?: Readonly<Record<string, Value | Template>>;
  readonly variants?: Variants;
}

/** Variables that depend on the value of one choice input. */
export interface Variants {
  readonly select: string;
  readonly values: Readonly<Record<string, Readonly<Record<string, Value | Template>>>>;
}

/** Where a secret comes from: `source` names a kind of `src/kinds/secrets`. */
export interface Secret {
  readonly source: string;
  readonly body: unknown;
  readonly optional: boolean;
}

/** A way to tell people something: `kind` names one of `src/kinds/channels`. */
export interface Channel {
  readonly kind: string;
  readonly body: unknown;
  /** Secrets it needs; if an optional one is missing the channel is off. */
  readonly secrets: readonly string[];
}

/** The moments of a run that people can be told of. */
export type NotifyEvent =
  | 'started'
  | 'succeeded'
  | 'failed'
  | 'stopped'
  | 'rolling_back'
  | 'rolled_back'
  | 'waiting'
  | 'overdue'
  | 'breached'
  | 'blind'
  | 'followup_due';

/** A message on its way: one template a channel, escaped for that channel. */
export interface Sending {
  /** The name under `messages`, if it has one. */
  readonly message?: string;
  readonly to: readonly {readonly channel: string; readonly text: Template}[];
}

/** Something measured, or watched by a person, beside the steps. */
export interface Monitor {
  readonly name: string;
  readonly title: Template;
  /** How it is measured: an act or call that only looks, and the value it gives. */
  readonly probe?: Block;
  readonly value?: Expression;
  /** A person watches and says so. */
  readonly manual?: Template;
  /** Milliseconds. */
  readonly every: number;
  readonly baseline?: {readonly after: DefPath};
  readonly breach?: Expression;
  /** Breaches in a row that count. */
  readonly samples: number;
  /** The steps beside which it is sampled. */
  readonly during: readonly DefPath[];
  readonly onBreach: 'ask' | 'pause' | 'rollback' | 'warn';
  readonly hints: readonly Hint[];
  readonly span: Span;
}

/** How the whole is taken back. */
export type RollbackPolicy =
  | {
      readonly possible: true;
      /** Milliseconds after the end of `after` during which rollback is offered. */
      readonly within?: number;
      readonly after?: DefPath;
      readonly verify?: SequenceBlock;
    }
  | {readonly possible: false; readonly because: string; readonly instead: readonly string[]};

/** What remains to be done, `due` milliseconds after the end of the run. */
export interface Followup {
  readonly title: string;
  readonly due: number;
  readonly role?: string;
}
