import {entry, get, type Node} from '../../document/node.ts';
import {rollback as rollbackSchema} from '../../kinds/grammar/rollback.ts';
import type {RollbackPolicy} from '../../model/runbook.ts';
import {partAddress, ROOT} from '../address.ts';
import {decode} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {type At, readingOf} from '../steps/at.ts';
import {partOf} from '../steps/sequence.ts';

const SEES = 'the verification of a rollback sees only what is visible before the first step that has an undo';

/** Checks how the whole is taken back; the verification sees what is visible before the first step that has an undo. */
export function checkRollback(root: Node, at: At): RollbackPolicy {
  const node = get(root, 'rollback');
  if (node?.kind !== 'map') return {possible: true};
  const {unit} = at;
  const seen = unit.walked.beforeUndo;
  const visible = seen ?? at.visible;
  const decoded = decode(rollbackSchema, node, {...readingOf({at, inside: visible}), what: 'rollback'});
  if (decoded.impossible !== undefined) {
    return {possible: false, because: decoded.impossible, instead: decoded.instead ?? []};
  }
  const after = decoded.after === undefined ? undefined : unit.walked.addresses.get(decoded.after);
  const verify = get(node, 'verify');
  const def = partAddress(ROOT, 'verify');
  const steps = verify && partOf(verify, {...at, visible, parent: def, sees: SEES}, {def, id: 'verify'}).block;
  if (get(node, 'after') !== undefined && get(node, 'within') === undefined) {
    const message = '"after" means something beside "within" only';
    unit.file.findings.add(errorAt(entry(node, 'after')?.key.span, 'misplaced-key', message));
  }
  return {
    possible: true,
    ...(decoded.within !== undefined && {within: decoded.within}),
    ...(after !== undefined && {after}),
    ...(steps && {verify: steps}),
  };
}
