import {entry, get, type MapNode} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Field} from '../../kinds/field.ts';
import {blockKeys} from '../../kinds/grammar/nested-keys.ts';
import type {SequenceBlock} from '../../model/block.ts';
import {childrenOf} from '../../model/children.ts';
import type {Callable} from '../../model/runbook.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Span} from '../../text/span.ts';
import {blockAddress, createUnnamedIds, ROOT} from '../address.ts';
import {decodeKeys} from '../decode/decode.ts';
import {collectIds} from '../names/ids.ts';
import {EVERYWHERE} from '../names/roots.ts';
import {onlyRoots} from '../names/visible.ts';
import {type At, readingOf} from '../steps/at.ts';
import {checkNames} from '../steps/captures.ts';
import {partOf} from '../steps/sequence.ts';
import {checkStep} from '../steps/step.ts';
import type {FileState, Unit} from '../unit.ts';
import {declaredAt} from './declared.ts';
import {doubtIn} from './doubt.ts';
import {reportDuplicates} from './duplicates.ts';
import type {Given} from './given.ts';
import {checkInputs} from './inputs.ts';
import type {Shared} from './shared.ts';
import {sizeOf} from './size.ts';

/** A block of the file, checked. */
export interface BlockChecked {
  readonly title: string;
  readonly inputs: readonly Field[];
  readonly body: SequenceBlock;
  readonly outputs: Readonly<Record<string, Expression>>;
  readonly declaredAt: (input: string) => Span | undefined;
}

/** What a block sees of its file: the variables, the secrets, and nothing else. */
export interface BlockSurroundings {
  readonly root: MapNode;
  readonly state: FileState;
  readonly shape: readonly Diagnostic[];
  readonly given: Given;
  readonly shared: Shared;
}

/** Checks a block: its own inputs, `run now secrets vars`, nothing of the caller. */
export function checkBlock(name: string, node: MapNode, around: BlockSurroundings): BlockChecked {
  const {state, given} = around;
  const unit = unitOf(node, around);
  const nothing = onlyRoots({});
  const inputsNode = get(node, 'inputs');
  const inputs = checkInputs(inputsNode, {unit, view: () => nothing});
  const def = blockAddress(state.address, name);
  const at: At = {
    unit,
    visible: onlyRoots({...EVERYWHERE, inputs: inputs.type, vars: given.vars.type}),
    parent: def,
    inherited: {readOnly: false, context: state.defaults.context, route: state.defaults.route},
    depth: 1,
    check: checkStep,
  };
  const {block, steps} = partOf(get(node, 'steps') ?? node, at, {def, id: name});
  const {outputs = {}} = decodeKeys({outputs: blockKeys.outputs}, node, readingOf({at, inside: steps.after}));
  checkNames(get(node, 'outputs'), {unit});
  const body = {...block, outputs};
  state.defs.set(def, body);
  state.sizes.set(def, sizeOf(childrenOf(body), state.sizes, state.findings));
  const titleNode = get(node, 'title');
  const title = titleNode?.kind === 'scalar' ? titleNode.text : name;
  around.shared.blocks.set(def, {
    title,
    inputs: inputs.fields,
    body,
    outputs,
    ...(state.address !== ROOT && variablesOf(given)),
  });
  return {title, inputs: inputs.fields, body, outputs, declaredAt: (input) => entry(inputsNode, input)?.key.span};
}

/** The variables that what stands in a used file reads: that file's own. */
export function variablesOf({vars: {vars, variants}}: Given): Pick<Callable, 'vars' | 'variants'> {
  return {vars, ...(variants && {variants})};
}

function unitOf(node: MapNode, {state, root, shape, given}: BlockSurroundings): Unit {
  const ids = collectIds([{node: get(node, 'steps'), part: 'steps'}]);
  const doubt = doubtIn(ids, shape, node.span);
  reportDuplicates(ids, state.findings);
  return {
    file: state,
    ids,
    declaredAt: declaredAt(root, get(node, 'inputs'), ids),
    secrets: given.secretsType,
    doubtful: doubt.roots,
    doubtfulSteps: doubt.steps,
    unnamed: createUnnamedIds(),
    walked: {addresses: new Map(), before: new Map(), steps: 0},
  };
}
