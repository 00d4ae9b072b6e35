import {entry, get, type Node} from '../../document/node.ts';
import {rollback as rollbackSchema} from '../../kinds/grammar/rollback.ts';
import type {Block} from '../../model/block.ts';
import type {RollbackPolicy} from '../../model/runbook.ts';
import {partAddress, ROOT} from '../address.ts';
import {decode} from '../decode/decode.ts';
import {errorAt, type Findings} from '../findings.ts';
import {type At, readingOf} from '../steps/at.ts';
import {partOf} from '../steps/sequence.ts';

const SEES = 'the verification of a rollback sees only what is visible before the first step that has an undo';

/** Checks how the whole is taken back; the verification sees what is visible before the first step that has an undo. */
export function checkRollback(root: Node, at: At, defs: Iterable<Block>): RollbackPolicy {
  const node = get(root, 'rollback');
  if (node?.kind !== 'map') return {possible: true};
  const {unit} = at;
  const seen = unit.walked.beforeUndo;
  const visible = seen ?? at.visible;
  const decoded = decode(rollbackSchema, node, {...readingOf({at, inside: visible}), what: 'rollback'});
  checkWhole(node, at.unit.file.findings);
  if (decoded.impossible !== undefined) {
    refuseUndos(root, defs, at.unit.file.findings);
    return {possible: false, because: decoded.impossible, instead: decoded.instead ?? []};
  }
  const after = decoded.after === undefined ? undefined : unit.walked.addresses.get(decoded.after);
  const verify = get(node, 'verify');
  const def = partAddress(ROOT, 'verify');
  const steps = verify && partOf(verify, {...at, visible, parent: def, sees: SEES}, {def, id: 'verify'}).block;
  return {
    possible: true,
    ...(decoded.within !== undefined && {within: decoded.within}),
    ...(after !== undefined && {after}),
    ...(steps && {verify: steps}),
  };
}

/** What its keys say together: `within` counts from `after`, and what is done instead is done of something impossible. */
function checkWhole(node: Node, findings: Findings): void {
  const span = (key: string) => entry(node, key)?.key.span;
  if (get(node, 'within') !== undefined && get(node, 'after') === undefined) {
    const message = '"within" counts from the end of a step: say of which with "after"';
    findings.add(errorAt(span('within'), 'missing-key', message));
  }
  if (get(node, 'after') !== undefined && get(node, 'within') === undefined) {
    findings.add(errorAt(span('after'), 'misplaced-key', '"after" means something beside "within" only'));
  }
  if (get(node, 'instead') !== undefined && get(node, 'impossible') === undefined) {
    findings.add(errorAt(span('instead'), 'missing-key', '"instead" needs "impossible": why it cannot be taken back'));
  }
}

/** Where the whole cannot be taken back, nothing asks for it, and no undo waits for it. */
function refuseUndos(root: Node, defs: Iterable<Block>, findings: Findings): void {
  const impossible = entry(get(root, 'rollback'), 'impossible')?.key.span;
  const related = impossible ? [{span: impossible, label: 'it is said to be impossible here'}] : [];
  for (const {keys, onFailure, undo, temporary} of defs) {
    if (onFailure?.to === 'rollback' && keys.on_failure?.file === root.span.file) {
      const message = 'nothing can be rolled back in this runbook';
      findings.add({...errorAt(keys.on_failure, 'misplaced-key', message), related});
    }
    if (undo !== undefined && 'block' in undo && temporary === undefined && keys.undo?.file === root.span.file) {
      findings.add({...errorAt(keys.undo, 'misplaced-key', 'this undo is never done in this runbook'), related});
    }
  }
}
