import {entry} from '../../document/node.ts';
import {errorAt} from '../findings.ts';
import {readOnlyOf} from './act.ts';
import type {Header} from './at.ts';

/** Keys that mean something only where the engine acts, and the kinds of group that hand them down all the same. */
const OF_ACTS = ['retry', 'expect', 'capture', 'sensitive', 'on_crash'];
const OF_COMMANDS = ['noise'];
const OF_CONTEXT = ['env', 'inherit', 'cwd', 'shell', 'target'];
const OF_GROUPS = ['parallel', 'fail_fast', 'foreach', 'repeat', 'remedies', 'rescue', 'always', 'outputs'];
/** Keys about a change, which what only decides or waits does not make. */
const OF_CHANGES = ['probe', 'undo', 'irreversible', 'temporary'];
/** Kinds that run commands, or whose steps inherit a context. */
const WITH_CONTEXT = ['run', 'edit', 'steps', 'branch', 'choose'];

/** Refuses keys that would be accepted and ignored: each kind of step has its own. */
export function checkMisplaced(header: Header): void {
  const {kind} = header;
  if (kind.sort !== 'acts') refuse(header, OF_ACTS);
  if (kind.kind !== 'run') refuse(header, OF_COMMANDS);
  if (!WITH_CONTEXT.includes(kind.kind)) refuse(header, OF_CONTEXT);
  if (kind.kind !== 'steps') refuse(header, OF_GROUPS);
  if (kind.sort === 'decides' || kind.kind === 'wait') refuse(header, ['timeout', ...OF_CHANGES]);
  if (kind.sort === 'asks') refuse(header, ['timeout']);
  checkShell(header);
  checkTakingBack(header);
  checkReadOnly(header);
}

/** A list of arguments meets no shell. */
function checkShell({node, kind, body, at}: Header): void {
  const shell = entry(node, 'shell');
  const isArgv = body.kind === 'list' || entry(body, 'argv') !== undefined;
  if (shell === undefined || kind.kind !== 'run' || !isArgv) return;
  const message = '"shell" does nothing here: a list of arguments is run without one';
  at.unit.file.findings.add(errorAt(shell.key.span, 'misplaced-key', message));
}

/** What changes nothing has nothing to take back. */
function checkReadOnly(header: Header): void {
  const {node, at} = header;
  if (readOnlyOf(header) !== true) return;
  const undo = entry(node, 'undo');
  const keys = [undo && entry(undo.value, 'none') === undefined ? undo : undefined, entry(node, 'irreversible')];
  for (const each of keys) {
    if (each === undefined) continue;
    const message = `"${each.key.value}" does nothing here: what is read-only changes nothing`;
    const help = `leave out "${each.key.value}", or say "read_only: false" if it changes something after all`;
    at.unit.file.findings.add({...errorAt(each.key.span, 'misplaced-key', message), help});
  }
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

const PERSONS = ['manual', 'checklist', 'ask', 'approve'];

function words(key: string, kind: string): {readonly message: string; readonly help: string} {
  if (key === 'retry' && kind === 'steps') {
    return {
      message: '"retry" cannot stand on a group: what is done already would be done twice',
      help: 'use "repeat" on the group, or "retry" on its steps',
    };
  }
  if (key === 'timeout') {
    const help = PERSONS.includes(kind) ? 'for a person it is "expires", in the body' : 'it ends by itself';
    return {message: `"timeout" does nothing at "${kind}"`, help};
  }
  if (OF_CHANGES.includes(key)) {
    const help = 'leave it out, or put it on the step that changes something';
    return {message: `"${key}" does nothing here: "${kind}" changes nothing`, help};
  }
  if (OF_GROUPS.includes(key)) {
    return {message: `"${key}" belongs to a group, but this step is "${kind}"`, help: 'put the step under "steps"'};
  }
  if (OF_CONTEXT.includes(key) || OF_COMMANDS.includes(key)) {
    return {message: `"${key}" does nothing at "${kind}"`, help: 'it belongs to commands: "run"'};
  }
  return {message: `"${key}" does nothing at "${kind}"`, help: 'it belongs to steps that act: "run", "http" and such'};
}
