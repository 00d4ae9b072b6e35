import {get, type MapNode, type Node, type ScalarNode} from '../../document/node.ts';
import type {Span} from '../../text/span.ts';

/** A step as it stands in the text, before anything is understood of it. */
export interface StepEntry {
  readonly node: MapNode;
  readonly id?: string;
  readonly idSpan?: Span;
  /** The lists it stands in, outermost first. */
  readonly trail: readonly Link[];
}

/** A place in one list of steps. */
export interface Link {
  /** The step whose list it is; undefined for the list of the file or block. */
  readonly owner?: MapNode;
  readonly part: Part;
  readonly list: Node;
  readonly index: number;
}

/** How a list of steps belongs to its owner. */
export type Part =
  | 'steps'
  | 'parallel'
  | 'loop'
  | 'arm'
  | 'between'
  | 'rescue'
  | 'always'
  | 'undo'
  | 'probe'
  | 'verify'
  | 'monitor';

/** Every step of a file or block: by its node, and by its id (the first of a name counts). */
export interface Ids {
  readonly entries: ReadonlyMap<Node, StepEntry>;
  readonly byId: ReadonlyMap<string, StepEntry & {readonly id: string; readonly idSpan: Span}>;
  /** Steps whose id an earlier one has. */
  readonly duplicates: readonly (StepEntry & {readonly id: string; readonly idSpan: Span})[];
}

/** A list of steps that belongs to a file or block. */
export interface OwnList {
  readonly node: Node | undefined;
  readonly part: Part;
}

/** Finds the steps of a file or block, undos, rescues and probes included. */
export function collectIds(lists: readonly OwnList[]): Ids {
  const entries = new Map<Node, StepEntry>();
  for (const {node, part} of lists) collectFrom(node, {part}, {trail: [], entries});
  const byId = new Map<string, StepEntry & {id: string; idSpan: Span}>();
  const duplicates: (StepEntry & {id: string; idSpan: Span})[] = [];
  for (const entry of entries.values()) {
    if (entry.id === undefined || entry.idSpan === undefined) continue;
    const named = {...entry, id: entry.id, idSpan: entry.idSpan};
    if (byId.has(entry.id)) duplicates.push(named);
    else byId.set(entry.id, named);
  }
  return {entries, byId, duplicates};
}

/** The lists of steps inside a step, each with how it belongs to it. */
function nestedLists(step: MapNode): readonly OwnList[] {
  const parts: OwnList[] = [];
  const add = (node: Node | undefined, part: Part): void => {
    if (node !== undefined) parts.push({node, part});
  };
  const loops = get(step, 'foreach') !== undefined || get(step, 'repeat') !== undefined;
  add(get(get(step, 'remedies'), 'probe'), 'probe');
  add(get(step, 'probe'), 'probe');
  add(get(step, 'steps'), loops ? 'loop' : get(step, 'parallel') === undefined ? 'steps' : 'parallel');
  add(get(get(step, 'foreach'), 'between'), 'between');
  for (const key of ['branch', 'choose']) {
    const arms = get(step, key);
    if (arms?.kind === 'list') for (const arm of arms.items) add(get(arm, 'steps'), 'arm');
  }
  add(get(step, 'rescue'), 'rescue');
  add(get(step, 'always'), 'always');
  add(get(step, 'undo'), 'undo');
  return parts;
}

interface Collecting {
  readonly trail: readonly Link[];
  readonly entries: Map<Node, StepEntry>;
}

function collectFrom(node: Node | undefined, link: Omit<Link, 'index' | 'list'>, into: Collecting): void {
  if (node === undefined || into.trail.length > 60) return;
  const steps = node.kind === 'list' ? node.items : [node];
  for (const [index, step] of steps.entries()) {
    // An alias shows the same node again: it is the same step, and its second id is a duplicate at another place.
    if (step.kind !== 'map' || into.entries.has(step)) continue;
    const trail = [...into.trail, {...link, list: node, index}];
    const id = get(step, 'id');
    const named = id?.kind === 'scalar' && typeof id.value === 'string' ? id : undefined;
    into.entries.set(step, {node: step, trail, ...(named && {id: named.text, idSpan: wordSpan(named)})});
    for (const list of nestedLists(step)) {
      collectFrom(list.node, {owner: step, part: list.part}, {...into, trail});
    }
  }
}

/** The span of a scalar's text, without its quotes. */
function wordSpan(node: ScalarNode): Span {
  return node.spanOf(0, node.text.length);
}
