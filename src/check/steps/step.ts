import {limits} from '../../base/limits.ts';
import {get, type MapNode, type Node} from '../../document/node.ts';
import {stepKeys} from '../../kinds/grammar/step-keys.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import {childAddress} from '../address.ts';
import {decode, decodeKeys} from '../decode/decode.ts';
import {UNKNOWN} from '../decode/texts.ts';
import {errorAt} from '../findings.ts';
import type {Doubt, Known} from '../names/known.ts';
import {proving, withKnown} from '../names/visible.ts';
import {routeOf} from '../routes.ts';
import {warnConstant} from '../warnings.ts';
import {checkAct} from './act.ts';
import {checkArms} from './arms.ts';
import {type AnyKind, type At, type Fixed, type Header, type Made, readingOf, type Stepped} from './at.ts';
import {checkCall} from './call.ts';
import {contextAt, foreignAt} from './context.ts';
import {checkDecision, checkWait} from './decide.ts';
import {checkEdit} from './edit.ts';
import {checkGroup} from './group.ts';
import {checkMisplaced} from './misplaced.ts';
import {ownText} from './own-text.ts';
import {checkPerson} from './person.ts';

/** How deep groups may be nested: beyond this nobody reads them, and every block costs its depth. */
const DEPTH = 50;

/** Checks one step, whatever its kind, and tells what is visible after it. */
export function checkStep(node: Node, at: At, fixed?: Fixed): Stepped {
  if (node.kind !== 'map') return {after: at.visible, added: []};
  const entry = at.unit.ids.entries.get(node);
  const kind = kindOf(node);
  if (kind === undefined || tooMuch(node, at)) return unknown(at, entry?.id);
  const header = headerOf(node, kind, {at, fixed});
  at.unit.walked.steps += 1;
  if (entry?.id !== undefined && at.unit.ids.byId.get(entry.id)?.node === node) {
    at.unit.walked.addresses.set(entry.id, header.def);
    at.unit.walked.before.set(entry.id, at.visible);
  }
  checkMisplaced(header);
  const made = make(header);
  return {block: made.block, ...leave(header, made)};
}

/** The one kind of a step; undefined if it has none or several, which the check of the shape reports. */
export function kindOf(node: MapNode): AnyKind | undefined {
  const kinds: Readonly<Record<string, AnyKind>> = stepKinds as unknown as Record<string, AnyKind>;
  const found = node.entries.filter(({key}) => Object.hasOwn(kinds, key.value));
  const [only] = found;
  return found.length === 1 && only !== undefined ? kinds[only.key.value] : undefined;
}

function headerOf(node: MapNode, kind: AnyKind, {at, fixed}: {at: At; fixed: Fixed | undefined}): Header {
  const entry = at.unit.ids.entries.get(node);
  const id = entry?.id ?? fixed?.id ?? at.unit.unnamed(kind.kind, ownText(node));
  const def = fixed?.def ?? childAddress(at.parent, id);
  const from = {at, inside: at.visible, ...(entry && {entry})};
  const condition = get(node, 'if');
  const decided = condition && decode(stepKeys.if, condition, readingOf(from));
  if (decided !== undefined && condition !== undefined) warnConstant(decided, condition, at.unit.file.findings);
  const proven = proving(at.visible, decided?.provesPresent ?? []);
  const inside = decided === UNKNOWN ? {...proven, unsure: true} : proven;
  const seen = {...from, inside};
  const {on_failure} = decodeKeys({on_failure: stepKeys.on_failure}, node, readingOf(seen));
  // A loop's own name may stand in its context: the loop reads that itself.
  const loop = get(node, 'foreach') ?? get(node, 'repeat');
  const context = loop === undefined ? contextAt(node, readingOf(seen), at.inherited.context) : at.inherited.context;
  const foreign = foreignAt(node, readingOf(seen)) ?? at.inherited.foreign;
  return {
    ...seen,
    ...(foreign !== undefined && {foreign}),
    node,
    kind,
    body: get(node, kind.kind) ?? node,
    def,
    id,
    ...(decided && {if: decided}),
    context,
    route: on_failure === undefined ? at.inherited.route : routeOf(on_failure),
  };
}

function make(header: Header): Made {
  const {kind} = header;
  switch (kind.sort) {
    case 'acts':
      return checkAct(header, kind);
    case 'asks':
      return checkPerson(header, kind);
    case 'decides':
      return checkDecision(header, kind);
    case 'structures':
      return makeStructure(header);
  }
}

function makeStructure(header: Header): Made {
  switch (header.kind.kind) {
    case 'steps':
      return checkGroup(header);
    case 'branch':
    case 'choose':
      return checkArms(header);
    case 'use':
      return checkCall(header);
    case 'wait':
      return checkWait(header);
    case 'edit':
      return checkEdit(header);
    default:
      throw new Error(`the checker does not know the kind "${header.kind.kind}"`);
  }
}

/** What is visible after a step: what was, its own values, and what became visible inside it; some of it in doubt. */
function leave(header: Header, made: Made): Pick<Stepped, 'after' | 'added'> {
  const {at, entry, kind} = header;
  const doubts = doubtsOf(header);
  const within = made.inner?.doubt === undefined ? doubts : [...doubts, ownDoubt(header, made.inner.doubt)];
  const added = [...(made.inner?.added ?? [])];
  let after = at.visible;
  for (const id of added) {
    const known = made.inner?.visible.known.get(id);
    if (known !== undefined) after = withKnown(after, {...known, doubts: [...known.doubts, ...within]});
  }
  if (entry?.id !== undefined && at.unit.ids.byId.get(entry.id)?.node === header.node) {
    added.push(entry.id);
    const own: Known = {
      id: entry.id,
      values: made.values,
      doubts: mayFail(header) ? [...doubts, failing(header)] : doubts,
    };
    after = withKnown(after, {
      ...own,
      ...(at.unit.doubtfulSteps.has(header.node) && {open: true}),
      ...(made.sensitive && {sensitive: made.sensitive}),
    });
  }
  return {after: kind.kind === 'steps' ? after : {...after, proven: at.visible.proven}, added};
}

function doubtsOf(header: Header): readonly Doubt[] {
  const doubts: Doubt[] = [];
  const name = header.entry?.id === undefined ? 'the step' : `"${header.entry.id}"`;
  if (header.if !== undefined && !header.if.constant) {
    doubts.push(ownDoubt(header, `${name} is skipped unless ${header.if.source}`));
  }
  if (get(header.node, 'ask_if') !== undefined) doubts.push(ownDoubt(header, `${name} is skipped if a person says no`));
  return doubts;
}

function ownDoubt({entry}: Header, because: string): Doubt {
  return {because, ...(entry?.id !== undefined && {owner: entry.id})};
}

/** A step whose failure is accepted leaves its values absent. */
function mayFail({route, kind}: Header): boolean {
  return route.to === 'continue' && kind.kind !== 'steps';
}

function failing(header: Header): Doubt {
  return ownDoubt(header, `"${header.entry?.id}" may have failed, which is accepted`);
}

function unknown(at: At, id: string | undefined): Stepped {
  if (id === undefined) return {after: at.visible, added: []};
  return {after: withKnown(at.visible, {id, values: {}, doubts: [], open: true}), added: [id]};
}

function tooMuch(node: MapNode, {depth, unit}: At): boolean {
  if (depth > DEPTH) {
    unit.file.findings.add({
      ...errorAt(firstKey(node), 'too-deep', `groups are nested more than ${DEPTH} deep here`),
      help: 'put a part of it into a block, and call it with "use"',
    });
    return true;
  }
  if (unit.walked.steps < limits.steps) return false;
  if (unit.walked.steps === limits.steps) {
    unit.walked.steps += 1;
    unit.file.findings.add(
      errorAt(firstKey(node), 'too-large', `a file may have ${limits.steps} steps, this has more`),
    );
  }
  return true;
}

function firstKey(node: MapNode) {
  return node.entries[0]?.key.span ?? node.span;
}
