import {entry, get, type ListNode, type MapNode, type Node} from '../../document/node.ts';
import {common as commonType} from '../../expression/assignable.ts';
import {optional, type Type, typeText} from '../../expression/type.ts';
import {armKeys} from '../../kinds/grammar/nested-keys.ts';
import type {Arm, BranchBlock, ChooseBlock, SequenceBlock} from '../../model/block.ts';
import {armAddress, slug} from '../address.ts';
import {decodeKeys} from '../decode/decode.ts';
import {UNKNOWN} from '../decode/texts.ts';
import {errorAt} from '../findings.ts';
import {proving} from '../names/visible.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {registered} from './block.ts';
import {commonOf} from './common.ts';
import {partOf} from './sequence.ts';
import {closedIn, nameOf, outputsOf} from './within.ts';

/** Checks a `branch` or `choose`: what its items all give with one type is known after it. */
export function checkArms(header: Header): Made {
  const {body, kind} = header;
  const items = body.kind === 'list' ? body.items.filter((item): item is MapNode => item.kind === 'map') : [];
  if (body.kind === 'list') checkOrder(body, header);
  if (kind.kind === 'choose') checkWords(header);
  const used = new Map<string, number>();
  const checked = items.map((item) => checkArm(item, header, used));
  const values = valuesOf(checked, header);
  const arms = checked.map(({arm}) => arm);
  const common = commonOf(header, {values, readOnly: readOnlyOf(header) ?? false});
  const block: BranchBlock | ChooseBlock =
    kind.kind === 'branch' ? {...common, type: 'branch', arms} : {...common, type: 'choose', arms};
  return {block: registered(header, block), values};
}

interface CheckedArm {
  readonly node: MapNode;
  readonly arm: Arm;
  readonly values: Readonly<Record<string, Type>>;
}

function checkArm(node: MapNode, header: Header, used: Map<string, number>): CheckedArm {
  const {inside, def} = header;
  const {if: condition} = decodeKeys({if: armKeys.if}, node, readingOf(header));
  const proven = proving(inside, condition?.provesPresent ?? []);
  const visible = condition === UNKNOWN ? {...proven, unsure: true} : proven;
  const {title, note} = decodeKeys(
    {title: armKeys.title, note: armKeys.note},
    node,
    readingOf({...header, inside: visible}),
  );
  const address = armAddress(def, unique(title?.source ?? condition?.source ?? 'rest', used));
  const within = {...closedIn(header, visible), parent: address};
  const {block, steps} = partOf(get(node, 'steps') ?? node, within, {def: address, id: 'item'});
  const {outputs, values} = outputsOf({...header, node}, steps.after);
  const body: SequenceBlock = {...block, ...(title && {title}), outputs};
  header.at.unit.file.defs.set(address, body);
  return {
    node,
    values,
    arm: {...(title && {title}), ...(note && {note}), ...(condition && {if: condition}), body},
  };
}

function unique(words: string, used: Map<string, number>): string {
  const name = slug(words);
  const count = (used.get(name) ?? 0) + 1;
  used.set(name, count);
  return count === 1 ? name : `${name}~${count}`;
}

/** A person is asked in the words of the step, and picks by those of the items. */
function checkWords({node, body, at}: Header): void {
  const {findings} = at.unit.file;
  if (get(node, 'title') === undefined) {
    findings.add(errorAt(firstKey(node), 'missing-key', 'a "choose" needs a "title": it is the question'));
  }
  for (const item of body.kind === 'list' ? body.items : []) {
    if (item.kind !== 'map' || get(item, 'title') !== undefined) continue;
    findings.add(
      errorAt(firstKey(item), 'missing-key', 'an item of "choose" needs a "title": it is what a person picks'),
    );
  }
}

/** An item without `if` takes all that is left: none after it is ever reached. */
function checkOrder(list: ListNode, {kind, at}: Header): void {
  if (kind.kind !== 'branch') return;
  const rest = list.items.findIndex((item) => item.kind === 'map' && get(item, 'if') === undefined);
  const after = list.items[rest + 1];
  if (rest === -1 || after === undefined) return;
  const first = list.items[rest];
  at.unit.file.findings.add({
    ...errorAt(
      firstKey(after),
      'unreachable-item',
      'this item is never reached: the one before it has no "if" and takes the rest',
    ),
    help: 'put the item without "if" last',
    ...(first && {related: [{span: firstKey(first), label: 'takes the rest'}]}),
  });
}

function firstKey(node: Node) {
  return node.kind === 'map' ? (node.entries[0]?.key.span ?? node.span) : node.span;
}

/** What can be read of the whole: certain where every item gives it and one of them is taken for certain. */
function valuesOf(arms: readonly CheckedArm[], header: Header): Record<string, Type> {
  const names = new Set(arms.flatMap(({values}) => Object.keys(values)));
  const rest = arms.some(({arm}) => arm.if === undefined);
  const values: Record<string, Type> = {};
  for (const name of names) {
    const without = arms.find((arm) => arm.values[name] === undefined);
    const type = oneType(arms, name, header);
    if (without !== undefined) values[name] = optional(type, `not every item of "${nameOf(header)}" gives "${name}"`);
    else values[name] = rest ? type : optional(type, `"${nameOf(header)}" has no item without "if"`);
  }
  return values;
}

function oneType(arms: readonly CheckedArm[], name: string, {at}: Header): Type {
  let found: Type | undefined;
  for (const {node, values} of arms) {
    const type = values[name];
    if (type === undefined) continue;
    if (found !== undefined && typeText(found) !== typeText(type)) {
      const merged = commonType(found, type);
      if (merged.kind === 'dyn' && found.kind !== 'dyn' && type.kind !== 'dyn') {
        const message = `"${name}" is ${typeText(type)} here, but ${typeText(found)} in an item before`;
        at.unit.file.findings.add(errorAt(entry(get(node, 'outputs'), name)?.key.span, 'expression-type', message));
      }
      found = merged;
    } else found = type;
  }
  return found ?? {kind: 'dyn'};
}
