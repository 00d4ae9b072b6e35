import {get} from '../../document/node.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import type {ParallelBlock, SequenceBlock} from '../../model/block.ts';
import {partAddress} from '../address.ts';
import {decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {FAILURE} from '../names/roots.ts';
import {withRoots} from '../names/visible.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {registered} from './block.ts';
import {commonOf} from './common.ts';
import {checkForeach} from './foreach.ts';
import {checkRemedies} from './remedies.ts';
import {checkRepeat} from './repeat.ts';
import {checkLine, checkSideBySide, partOf, type Steps} from './sequence.ts';
import {closedIn, insideOf, limitOf, nameOf, outputsOf} from './within.ts';

/** Checks a group: how its steps run, what then, and what leaves it. */
export function checkGroup(header: Header): Made {
  refuseTwoWays(header);
  const {node} = header;
  if (get(node, 'foreach') !== undefined) return ended(header, checkForeach(header));
  if (get(node, 'repeat') !== undefined) return ended(header, checkRepeat(header));
  if (get(node, 'remedies') !== undefined) return ended(header, checkRemedies(header));
  return ended(header, checkPlain(header));
}

function checkPlain(header: Header): Made {
  const {node} = header;
  const {parallel, fail_fast = false} = decodeKeys(parallelKeys, node, readingOf(header));
  const limit = limitOf(parallel);
  const list = get(node, 'steps');
  const within = limit === 1 ? insideOf(header) : closedIn(header);
  const steps = get(node, 'parallel') === undefined ? checkLine(list, within) : checkSideBySide(list, within);
  const {outputs, values} = outputsOf(header, steps.after);
  const common = {...commonOf(header, {values, readOnly: readOnlyOf(header) ?? false}), outputs, steps: steps.blocks};
  const block: SequenceBlock | ParallelBlock =
    get(node, 'parallel') === undefined
      ? {...common, type: 'sequence'}
      : {...common, type: 'parallel', limit, failFast: fail_fast};
  return {block, values, inner: {visible: steps.after, added: steps.added}};
}

/** Adds `rescue` and `always` to a checked group: both see what was before it, a rescue also `failure`. */
function ended(header: Header, made: Made): Made {
  const {node, at, def} = header;
  const rescueNode = get(node, 'rescue');
  const alwaysNode = get(node, 'always');
  const before = closedIn(header, header.inside);
  const rescue = rescueNode && {
    ...partOf(
      rescueNode,
      {...before, parent: partAddress(def, 'rescue'), visible: withRoots(header.inside, {failure: FAILURE})},
      {def: partAddress(def, 'rescue'), id: 'rescue'},
    ),
  };
  const always = alwaysNode && {
    ...partOf(
      alwaysNode,
      {...before, parent: partAddress(def, 'always')},
      {def: partAddress(def, 'always'), id: 'always'},
    ),
  };
  const block = {...made.block, ...(rescue && {rescue: rescue.block}), ...(always && {always: always.block})};
  const doubt = rescue ? `"${nameOf(header)}" has a rescue: what is inside may have failed` : made.inner?.doubt;
  return {
    ...made,
    block: registered({at}, block as typeof made.block),
    inner: joined(made.inner ?? {visible: header.inside, added: []}, [rescue?.steps, always?.steps], doubt),
  };
}

function joined(
  inner: NonNullable<Made['inner']>,
  parts: readonly (Steps | undefined)[],
  doubt: string | undefined,
): NonNullable<Made['inner']> {
  let {visible} = inner;
  const added = [...inner.added];
  for (const part of parts) {
    for (const id of part?.added ?? []) {
      const known = part?.after.known.get(id);
      if (known !== undefined) visible = {...visible, known: visible.known.with(id, known)};
      added.push(id);
    }
  }
  return {visible, added, ...(doubt !== undefined && {doubt})};
}

const parallelKeys = {parallel: groupKeys.parallel, fail_fast: groupKeys.fail_fast};

/** A group runs its steps in one way: `foreach`, `repeat` or `remedies`; `fail_fast` means something beside `parallel` only. */
function refuseTwoWays({node, at}: Header): void {
  const ways = node.entries.filter(({key}) => ['foreach', 'repeat', 'remedies'].includes(key.value));
  const {findings} = at.unit.file;
  const second = ways[1];
  if (second !== undefined) {
    const message = `a group has one of "foreach", "repeat" and "remedies", but this one has "${ways[0]?.key.value}" and "${second.key.value}"`;
    findings.add({...errorAt(second.key.span, 'misplaced-key', message), help: 'put one group inside the other'});
  }
  for (const {key} of node.entries) {
    if (key.value === 'fail_fast' && get(node, 'parallel') === undefined) {
      findings.add(errorAt(key.span, 'misplaced-key', '"fail_fast" means something beside "parallel" only'));
    }
    if (key.value === 'parallel' && (get(node, 'repeat') ?? get(node, 'remedies')) !== undefined) {
      const message = `"parallel" does nothing beside "${ways[0]?.key.value}": its steps run one after another`;
      findings.add(errorAt(key.span, 'misplaced-key', message));
    }
  }
}
