import type {DefPath} from '../base/ids.ts';
import type {Result} from '../base/result.ts';
import type {Node, ScalarNode} from '../document/node.ts';
import type {Reference} from '../expression/scope.ts';
import type {Type} from '../expression/type.ts';
import type {Field} from '../kinds/field.ts';
import type {Visibility} from '../kinds/grammar/fragments.ts';
import type {Block, Context, SequenceBlock} from '../model/block.ts';
import type {Retry, Route} from '../model/step.ts';
import type {Dialect} from '../template/shell/dialect.ts';
import type {Template, Place as TextPlace} from '../template/template.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {Size} from './file/size.ts';
import type {Findings} from './findings.ts';
import type {Ids, StepEntry} from './names/ids.ts';
import type {Visible} from './names/visible.ts';

/** What everything in one file shares while it is checked. */
export interface FileState {
  readonly file: SourceFile;
  /** The address of its own steps: `/`, or `@file:…` where another runbook uses it. */
  readonly address: DefPath;
  readonly findings: Findings;
  /** Keys whose declarations have faults of their own: what is missing there is no second finding. */
  readonly doubtful: ReadonlySet<string>;
  /** What is checked and not executed yet, in the order it was met. */
  readonly notYet: {readonly what: string; readonly span: Span}[];
  /** Every block by its address, of all files of the run. */
  readonly defs: Map<DefPath, Block>;
  /** How much is done by each block and file that can be called, by its address. */
  readonly sizes: Map<DefPath, Size>;
  /** Where the names below `blocks`, `channels`, `messages`, `roles` and `targets` are declared. */
  readonly declared: Readonly<Record<DeclaredIn, ReadonlyMap<string, Span>>>;
  /** The members of a role; undefined where there is no such role. */
  readonly members: (role: string) => readonly string[] | undefined;
  /** Reads a file that runs keep, by its path; gives its name, or why it cannot be read. */
  readonly keep: (path: string) => Result<string, string>;
  readonly timezone: string;
  /** The targets whose commands are no shell's: how values are put into them is not checked yet. */
  readonly foreign: ReadonlySet<string>;
  readonly defaults: Defaults;
  /** What `use` at `span` may call, or undefined where that is reported already. */
  readonly callable: (target: CallTarget) => Signature | undefined;
  /** The messages and channels that a step or event may name. */
  readonly sending: SendingNames;
}

/** What holds for every step of a file that does not say otherwise. */
export interface Defaults {
  readonly context: Context;
  readonly timeout?: number;
  readonly retry?: Retry;
  readonly route: Route;
}

/** A block or file that a step calls. */
export interface CallTarget {
  readonly block?: string;
  readonly file?: string;
  readonly span: Span;
  /** How many groups the call stands in. */
  readonly depth: number;
}

/** What a caller needs to know of what it calls. */
export interface Signature {
  readonly address: DefPath;
  readonly title: string;
  readonly inputs: readonly Field[];
  readonly outputs: Readonly<Record<string, Type>>;
  /** Where its inputs are declared. */
  readonly declaredAt: (input: string) => Span | undefined;
  readonly body: SequenceBlock;
}

/** Where the messages of a file are written, and in which place of which channel a text is sent. */
export interface SendingNames {
  readonly message: (name: string) => ScalarNode | undefined;
  readonly place: (channel: string) => TextPlace;
  /** The name a channel has in the run, where two files have one of the same name. */
  readonly channel: (name: string) => string;
}

/** The keys of the file that declare names which other places refer to. */
export type DeclaredIn = 'blocks' | 'channels' | 'messages' | 'roles' | 'targets';

/** A file's own steps, or one of its blocks: its ids are its own. */
export interface Unit {
  readonly file: FileState;
  readonly ids: Ids;
  /** Where a name is declared: `['inputs', 'region']`, `['steps', 'version', 'name']`. */
  readonly declaredAt: (reference: Reference) => Span | undefined;
  /** The type of `secrets`, for texts. */
  readonly secrets: Type;
  /** Roots below which a name may be missing because of a finding that is reported already; `*`: all. */
  readonly doubtful: ReadonlySet<string>;
  /** Steps with such a finding: what they capture is not known. */
  readonly doubtfulSteps: ReadonlySet<Node>;
  /** An id for a step that has none. */
  readonly unnamed: (kind: string, text: string) => string;
  /** What was learnt of its steps while they were walked. */
  readonly walked: Walked;
}

/** What the walk over the steps leaves for what stands outside them: monitors, messages, the rollback's verification. */
export interface Walked {
  /** The addresses of the steps that have an id. */
  readonly addresses: Map<string, DefPath>;
  /** What was visible before each of them. */
  readonly before: Map<string, Visible>;
  /** What was visible before the first step that has an undo. */
  beforeUndo?: Visible;
  steps: number;
}

/** How the texts and decisions at a place are read. */
export interface Reading {
  readonly unit: Unit;
  readonly view: (visibility: Visibility) => Visible;
  /** The step the place belongs to. */
  readonly entry?: StepEntry;
  /** The shell that scripts at this place are for, where it is not the usual one; `none`: they are another language's. */
  readonly shell?: Dialect | 'unknown' | 'none';
  /** The environment of the commands at this place, as far as the runbook sets it. */
  readonly variables?: Readonly<Record<string, Template>>;
  /** The keys that lead to what is read, for the name of what is not executed yet. */
  readonly what?: string;
  /** For a place outside the steps: what it sees of them, completing "…, but". */
  readonly sees?: string;
}
