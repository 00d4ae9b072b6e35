import {get, type MapNode} from '../../document/node.ts';
import {parseDocument} from '../../document/parse.ts';
import {childrenOf} from '../../model/children.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {SourceFile} from '../../text/source-file.ts';
import {fileAddress} from '../address.ts';
import {errorAt} from '../findings.ts';
import {checkShape} from '../shape/shape.ts';
import type {FileState, Signature} from '../unit.ts';
import {checkBlock, variablesOf} from './blocks.ts';
import {createCalls, typesOf} from './calls.ts';
import type {FilePlace} from './file-place.ts';
import {checkGiven, type Given} from './given.ts';
import type {Shared} from './shared.ts';
import {sizeOf} from './size.ts';
import {newState} from './state.ts';
import {type Walk, walkFile} from './walk.ts';

/** A file whose declarations and steps were checked. */
export interface CheckedFile {
  readonly root: MapNode;
  readonly given: Given;
  readonly walk: Walk;
}

/** Checks the file `source`; undefined if it cannot be read as a map at all. */
export function checkFile(source: SourceFile, place: FilePlace): CheckedFile | undefined {
  const {shared, path, address} = place;
  shared.files.push(source);
  const document = readDocument(source, shared);
  if (document === undefined) return undefined;
  const {root, shape} = document;
  shared.open.push(path);
  const early = newState(root, source, {place, shape});
  const given = checkGiven(root, early, place);
  const state: FileState = {...early, defaults: given.defaults, callable: (target) => callable(target)};
  const blocks = get(root, 'blocks');
  const callable = createCalls({
    shared,
    path,
    address,
    blocks: blocks?.kind === 'map' ? blocks : undefined,
    checkBlock: (name, node) => checkBlock(name, node, {root, state, shape, given, shared}),
    checkFile: (used) => checkUsed(used, shared),
  });
  const walk = walkFile(root, state, {given, shape});
  // Blocks that nothing calls are checked all the same.
  for (const {key} of blocks?.kind === 'map' ? blocks.entries : [])
    callable({block: key.value, span: key.span, depth: 0});
  shared.open.pop();
  return {root, given, walk};
}

function readDocument(
  source: SourceFile,
  {findings}: Shared,
): {readonly root: MapNode; readonly shape: readonly Diagnostic[]} | undefined {
  const parsed = parseDocument(source);
  if (!parsed.ok) {
    for (const finding of parsed.error) findings.add(finding);
    return undefined;
  }
  const shape = checkShape(parsed.value);
  for (const finding of shape) findings.add(finding);
  if (parsed.value.kind === 'map') return {root: parsed.value, shape};
  if (shape.length === 0) findings.add(errorAt(parsed.value.span, 'wrong-type', 'a runbook is a map of keys'));
  return undefined;
}

function checkUsed(path: string, shared: Shared): Signature | undefined {
  const source = shared.read(path);
  if (!source.ok) return undefined;
  const address = fileAddress(path);
  const checked = checkFile(source.value, {shared, path, address});
  if (checked === undefined) return undefined;
  const {root, given, walk} = checked;
  const monitors = get(root, 'monitors');
  if (monitors !== undefined) shared.notYet.push({what: 'monitors of a runbook that is used', span: monitors.span});
  const {outputs, body, unit} = walk;
  shared.sizes.set(address, sizeOf(childrenOf(body), shared.sizes, shared.findings));
  const titleNode = get(root, 'title');
  const title = titleNode?.kind === 'scalar' ? titleNode.text : path;
  shared.blocks.set(address, {
    title,
    inputs: given.inputs,
    body,
    outputs,
    ...variablesOf(given),
  });
  const declaredAt = (input: string) => unit.declaredAt(['inputs', input]);
  return {address, title, inputs: given.inputs, outputs: typesOf(outputs), declaredAt, body};
}
