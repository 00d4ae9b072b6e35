import type {DefPath} from '../../base/ids.ts';
import type {MapNode, Node} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import type {Visibility} from '../../kinds/grammar/fragments.ts';
import type {TSchema} from '../../kinds/grammar/schema.ts';
import type {ActingKind, AskingKind, DecidingKind, StructuralKind} from '../../kinds/steps/contract.ts';
import type {Block, Context} from '../../model/block.ts';
import type {Route} from '../../model/step.ts';
import type {Dialect} from '../../template/shell/dialect.ts';
import type {StepEntry} from '../names/ids.ts';
import {onlyRoots, type Visible} from '../names/visible.ts';
import type {Reading, Unit} from '../unit.ts';

/** Where a step stands while the steps are walked in the order they run. */
export interface At {
  readonly unit: Unit;
  /** What can be seen before it. */
  readonly visible: Visible;
  /** The address below which it lives. */
  readonly parent: DefPath;
  readonly inherited: Inherited;
  readonly depth: number;
  /** What a rollback of the whole could see, where the step is closed in by a loop, a condition or an item. */
  readonly outer?: Visible;
  /** For what stands outside the steps: what it sees of them, completing "…, but". */
  readonly sees?: string;
  /** Set for a probe, which only looks. */
  readonly looking?: boolean;
  /** Checks a step. Handed down, so that groups need not know those who know them. */
  readonly check: (node: Node, at: At, fixed?: Fixed) => Stepped;
}

/** What a group hands down to its steps. */
export interface Inherited {
  readonly readOnly: boolean;
  readonly context: Context;
  readonly route: Route;
  /** Set where commands go to a target that is no shell. */
  readonly foreign?: boolean;
}

/** The address and id of a step that is a part of another: its undo, its probe. */
export interface Fixed {
  readonly def: DefPath;
  readonly id: string;
}

/** A checked step: its block, what is visible after it, and the ids that have become visible. */
export interface Stepped {
  readonly block?: Block;
  readonly after: Visible;
  readonly added: readonly string[];
}

/** Any of the kinds, whatever its body: the checker hands a kind only what its own schema decoded. */
export type AnyKind = ActingKind<unknown> | AskingKind<unknown> | DecidingKind<unknown> | StructuralKind;

/** A step whose kind is known and whose `if` has been read. */
export interface Header extends Fixed {
  readonly node: MapNode;
  readonly entry?: StepEntry;
  readonly kind: AnyKind;
  readonly body: Node;
  readonly at: At;
  readonly if?: Expression;
  /** What its keys can see: what is before it, and what its `if` proves. */
  readonly inside: Visible;
  /** Its context: its own keys over what its groups say. */
  readonly context: Context;
  readonly route: Route;
  readonly foreign?: boolean;
}

/** What a kind makes of a step: the block, the values that can be read of it, and what became visible inside it. */
export interface Made {
  readonly block: Block;
  readonly values: Readonly<Record<string, Type>>;
  readonly sensitive?: readonly string[];
  readonly inner?: {readonly visible: Visible; readonly added: readonly string[]; readonly doubt?: string};
}

/** How texts of a step are read, with what certain places see beside what is before it. */
export function readingOf(
  from: {
    readonly at: At;
    readonly inside: Visible;
    readonly entry?: StepEntry;
    readonly context?: Context;
    readonly foreign?: boolean;
  },
  views: Partial<Readonly<Record<Visibility, Visible>>> = {},
): Reading {
  const {inside, at, entry, context = at.inherited.context, foreign = at.inherited.foreign} = from;
  const dialect = context.shell === undefined ? undefined : dialectOf(context.shell);
  const shell = foreign ? 'none' : dialect;
  const inputs = onlyRoots(pickInputs(inside));
  const all = {inputs, none: onlyRoots({}), ...views};
  return {
    unit: at.unit,
    view: (visibility) => all[visibility] ?? inside,
    ...(entry && {entry}),
    ...(shell && {shell}),
    variables: context.env,
    ...(at.sees !== undefined && {sees: at.sees}),
  };
}

/** A schema, as one that decodes to `T`. */
export const schemaOf = (kind: {readonly schema: TSchema}): TSchema => kind.schema;

/** The shell by its program's name, as far as its quoting is known. */
function dialectOf([program = '']: readonly string[]): Dialect | 'unknown' {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'bash' || name === 'zsh') return name;
  return ['sh', 'dash', 'ash', 'ksh', 'busybox'].includes(name) ? 'sh' : 'unknown';
}

function pickInputs({roots}: Visible): Visible['roots'] {
  const {inputs} = roots;
  return inputs === undefined ? {} : {inputs};
}
