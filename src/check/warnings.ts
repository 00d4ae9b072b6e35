import {entry, get, type MapNode, type Node} from '../document/node.ts';
import type {Expression} from '../expression/expression.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';
import {positionAt} from '../text/source-file.ts';
import {type Findings, warningAt} from './findings.ts';
import {referencesOf} from './steps/references.ts';

/** Warns of a condition that is the same whatever happens. */
export function warnConstant(condition: Expression, node: Node, findings: Findings): void {
  if (!condition.constant || condition.source === '') return;
  const value = condition.evaluate({get: () => undefined, budget: {left: OBVIOUS}});
  if (value.ok) findings.add(warningAt(node.span, 'constant-condition', `this is always ${String(value.value)}`));
}

/** Elementary operations after which a condition is not looked into further: whoever writes such a one does not mistake it. */
const OBVIOUS = 1000;

/** Warns of steps that come after one which always ends the run; the first of them stands for all. */
export function warnUnreachable(ending: Block, next: MapNode, findings: Findings): void {
  const {line} = positionAt(ending.span.file, ending.span.start);
  const name = ending.named ? `"${ending.id}" (line ${line})` : `line ${line}`;
  findings.add({
    ...warningAt(next.entries[0]?.key.span ?? next.span, 'unreachable-step', `this never runs: ${name} ends the run`),
    related: [{span: ending.span, label: 'ends the run here'}],
  });
}

/** Whether a step always ends the run. */
export function alwaysEnds(block: Block | undefined): block is Block {
  return block?.type === 'decide' && block.kind === 'end' && block.if === undefined && block.askIf === undefined;
}

/** Warns of inputs that nothing reads. */
export function warnUnused(root: Node, runbook: Runbook, findings: Findings): void {
  const {defs: _defs, blocks: _blocks, files: _files, ...read} = runbook;
  const reads = referencesOf(read).filter(([first]) => first === 'inputs');
  if (reads.some(({length}) => length === 1)) return;
  const used = new Set(reads.map(([, name]) => name));
  const inputs = get(root, 'inputs');
  for (const {name} of runbook.inputs) {
    if (used.has(name) || runbook.variants?.select === name) continue;
    findings.add({
      ...warningAt(entry(inputs, name)?.key.span, 'unused-input', `nothing reads the input "${name}"`),
      help: 'remove it, or use it',
    });
  }
}
