import {entry} from '../../document/node.ts';
import {errorAt} from '../findings.ts';
import type {Header} from './at.ts';

/** Keys that mean something only where the engine acts, and the kinds of group that hand them down all the same. */
const OF_ACTS = ['retry', 'expect', 'capture', 'sensitive', 'on_crash', 'noise'];
const OF_CONTEXT = ['env', 'inherit', 'cwd', 'shell', 'target'];
const OF_GROUPS = ['parallel', 'fail_fast', 'foreach', 'repeat', 'remedies', 'rescue', 'always', 'outputs'];
/** Kinds whose steps inherit a context. */
const HOLDERS = ['steps', 'branch', 'choose'];

/** Refuses keys that would be accepted and ignored: each kind of step has its own. */
export function checkMisplaced(header: Header): void {
  const {kind} = header;
  if (kind.sort !== 'acts') refuse(header, OF_ACTS);
  if (kind.sort !== 'acts' && !HOLDERS.includes(kind.kind)) refuse(header, OF_CONTEXT);
  if (kind.kind !== 'steps') refuse(header, OF_GROUPS);
  if (kind.sort === 'decides' || kind.kind === 'wait') refuse(header, ['timeout']);
  if (kind.sort === 'asks') refuse(header, ['timeout']);
  checkTakingBack(header);
}

/** A temporary change needs a way back; what cannot be taken back has none. */
function checkTakingBack({node, at}: Header): void {
  const temporary = entry(node, 'temporary');
  const irreversible = entry(node, 'irreversible');
  const undo = entry(node, 'undo');
  const {findings} = at.unit.file;
  if (temporary !== undefined && (undo === undefined || entry(undo.value, 'none') !== undefined)) {
    const message = 'a temporary change needs an "undo" that ends it';
    findings.add(errorAt(temporary.key.span, 'missing-key', message));
  }
  if (irreversible !== undefined && undo !== undefined && entry(undo.value, 'none') === undefined) {
    const message = 'a step with an "undo" is not irreversible';
    findings.add({...errorAt(irreversible.key.span, 'misplaced-key', message), help: 'leave out one of them'});
  }
}

function refuse(header: Header, keys: readonly string[]): void {
  for (const key of keys) {
    const found = entry(header.node, key);
    if (found === undefined) continue;
    const {message, help} = words(key, header.kind.kind);
    header.at.unit.file.findings.add({...errorAt(found.key.span, 'misplaced-key', message), help});
  }
}

function words(key: string, kind: string): {readonly message: string; readonly help: string} {
  if (key === 'retry' && kind === 'steps') {
    return {
      message: '"retry" cannot stand on a group: what is done already would be done twice',
      help: 'use "repeat" on the group, or "retry" on its steps',
    };
  }
  if (key === 'timeout') {
    return {message: `"timeout" does nothing at "${kind}"`, help: 'for a person it is "expires", in the body'};
  }
  if (OF_GROUPS.includes(key)) {
    return {message: `"${key}" belongs to a group, but this step is "${kind}"`, help: 'put the step under "steps"'};
  }
  return {message: `"${key}" does nothing at "${kind}"`, help: 'it belongs to steps that act: "run", "http" and such'};
}
