import {dirname, isAbsolute, join, normalize} from 'node:path/posix';
import type {DefPath} from '../../base/ids.ts';
import {get, type MapNode} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import type {Span} from '../../text/span.ts';
import {blockAddress} from '../address.ts';
import {errorAt} from '../findings.ts';
import type {CallTarget, Signature} from '../unit.ts';
import type {BlockChecked} from './blocks.ts';
import type {Shared} from './shared.ts';
import {NESTED, nestedTooDeep} from './size.ts';

/** What finding out what a step calls needs of the file. */
export interface Calls {
  readonly shared: Shared;
  /** Relative to the folder of the runbook that is executed. */
  readonly path: string;
  readonly blocks: MapNode | undefined;
  readonly address: DefPath;
  readonly checkBlock: (name: string, node: MapNode) => BlockChecked;
  readonly checkFile: (path: string) => Signature | undefined;
}

/** Finds what a step calls: a block or file is checked when it is first called, and once. */
export function createCalls(calls: Calls): (target: CallTarget) => Signature | undefined {
  const done = new Map<string, Signature | undefined>();
  const open: string[] = [];
  return (target) => {
    const {block, file, span} = target;
    if (file !== undefined) return calledFile(file, target, calls);
    if (block === undefined) return undefined;
    if (open.includes(block)) {
      reportCycle([...open.slice(open.indexOf(block)), block], 'blocks', {span, calls});
      return undefined;
    }
    const node = get(calls.blocks, block);
    if (done.has(block) || node?.kind !== 'map') return done.get(block);
    open.push(block);
    const checked = nested(() => calls.checkBlock(block, node), target, calls);
    open.pop();
    if (checked === undefined) return undefined;
    const signature: Signature = {
      ...checked,
      address: blockAddress(calls.address, block),
      outputs: typesOf(checked.outputs),
    };
    done.set(block, signature);
    return signature;
  };
}

function calledFile(file: string, target: CallTarget, calls: Calls): Signature | undefined {
  const {shared} = calls;
  const {span} = target;
  const path = isAbsolute(file) ? normalize(file) : normalize(join(dirname(calls.path), file));
  if (!shared.outside && (path.startsWith('../') || isAbsolute(file))) {
    const message = `"${file}" is outside the folder of the runbook that is executed`;
    shared.findings.add({
      ...errorAt(span, 'missing-file', message),
      help: 'put it beside the runbook or below it, or allow others with RUNBOOK_FILES=anywhere',
    });
    return undefined;
  }
  if (shared.open.includes(path)) {
    reportCycle([...shared.open.slice(shared.open.indexOf(path)), path], 'runbooks', {span, calls});
    return undefined;
  }
  if (!shared.used.has(path)) {
    const source = shared.read(path);
    if (!source.ok) {
      const message = `"${file}" cannot be used: ${source.error}`;
      shared.findings.add({...errorAt(span, 'missing-file', message), help: "the path counts from this file's folder"});
    }
    shared.used.set(path, source.ok ? nested(() => calls.checkFile(path), target, calls) : undefined);
  }
  const used = shared.used.get(path);
  return used;
}

/** Checks what is called, unless that stands too deep in what is being checked; that is reported. */
function nested<Checked>(check: () => Checked, {span, depth}: CallTarget, {shared}: Calls): Checked | undefined {
  const {nesting, findings} = shared;
  if (nesting.depth + depth > NESTED) {
    if (!nesting.reported) findings.add(nestedTooDeep(span));
    nesting.reported = true;
    return undefined;
  }
  nesting.depth += depth;
  const checked = check();
  nesting.depth -= depth;
  return checked;
}

function reportCycle(chain: readonly string[], what: string, {span, calls}: {span: Span; calls: Calls}): void {
  calls.shared.findings.add(errorAt(span, 'call-cycle', `${what} call each other: ${chain.join(' → ')}`));
}

/** The types of outputs. */
export function typesOf(outputs: Readonly<Record<string, Expression>>): Readonly<Record<string, Type>> {
  return Object.fromEntries(Object.entries(outputs).map(([name, {type}]) => [name, type]));
}
