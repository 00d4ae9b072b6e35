import {get, type Node} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import type {SequenceBlock} from '../../model/block.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {createUnnamedIds} from '../address.ts';
import {decodeKeys} from '../decode/decode.ts';
import {collectIds, type OwnList} from '../names/ids.ts';
import {EVERYWHERE} from '../names/roots.ts';
import {onlyRoots, type Visible} from '../names/visible.ts';
import {type At, readingOf} from '../steps/at.ts';
import {checkNames} from '../steps/captures.ts';
import {partOf} from '../steps/sequence.ts';
import {checkStep} from '../steps/step.ts';
import type {FileState, Unit} from '../unit.ts';
import {declaredAt} from './declared.ts';
import {doubtIn} from './doubt.ts';
import {reportDuplicates} from './duplicates.ts';
import type {Given} from './given.ts';
import {monitorsType} from './monitors.ts';

/** What the walk over a file's own steps gives. */
export interface Walk {
  readonly unit: Unit;
  readonly body: SequenceBlock;
  readonly outputs: Readonly<Record<string, Expression>>;
  /** Where the steps began, for what stands beside them. */
  readonly at: At;
  readonly monitors: Type;
  /** What is visible after the last step. */
  readonly end: Visible;
}

/** Checks the steps of a file in the order they run, and what leaves it. */
export function walkFile(
  root: Node,
  state: FileState,
  {given, shape}: {readonly given: Given; readonly shape: readonly Diagnostic[]},
): Walk {
  const ids = collectIds(listsOf(root));
  const doubt = doubtIn(ids, shape, root.span);
  reportDuplicates(ids, state.findings);
  const roots = {...EVERYWHERE, inputs: given.inputsType, vars: given.vars.type};
  const monitors = monitorsType(root, roots);
  const unit: Unit = {
    file: state,
    ids,
    declaredAt: declaredAt(root, get(root, 'inputs'), ids),
    secrets: given.secretsType,
    doubtful: new Set([...state.doubtful, ...doubt.roots]),
    doubtfulSteps: doubt.steps,
    unnamed: createUnnamedIds(),
    walked: {addresses: new Map(), before: new Map(), steps: 0},
  };
  const {context, route} = state.defaults;
  const at: At = {
    unit,
    visible: onlyRoots({...roots, monitors}),
    parent: state.address,
    inherited: {readOnly: false, context, route},
    depth: 1,
    check: checkStep,
  };
  const list = get(root, 'steps');
  const {block, steps} = partOf(list ?? empty(root), at, {def: state.address, id: ''});
  const {outputs = {}} = decodeKeys({outputs: groupKeys.outputs}, root, readingOf({at, inside: steps.after}));
  checkNames(get(root, 'outputs'), {unit});
  const body = {...block, outputs};
  state.defs.set(body.def, body);
  return {unit, body, outputs, at, monitors, end: steps.after};
}

/** Every list of steps that shares the ids of the file: its own, its monitors' probes, the rollback's verification. */
function listsOf(root: Node): readonly OwnList[] {
  const monitors = get(root, 'monitors');
  const probes = monitors?.kind === 'map' ? monitors.entries.map(({value}) => get(value, 'probe')) : [];
  return [
    {node: get(root, 'steps'), part: 'steps'},
    {node: get(get(root, 'rollback'), 'verify'), part: 'verify'},
    ...probes.map((node): OwnList => ({node, part: 'monitor'})),
  ];
}

/** A file without steps, which the check of the shape reports, has none to walk. */
function empty({span}: Node): Node {
  return {kind: 'list', span, items: []};
}
