import type {Node} from '../../document/node.ts';
import {errorAt} from '../findings.ts';
import {FACTS} from '../names/known.ts';
import type {Unit} from '../unit.ts';

/** Refuses names of captures that every step has by itself, or that the step has captured in another way. */
export function checkNames(
  node: Node | undefined,
  {unit, taken = {}}: {readonly unit: Unit; readonly taken?: Readonly<Record<string, unknown>>},
): void {
  if (node?.kind !== 'map') return;
  for (const {key} of node.entries) {
    const name = key.value;
    if (FACTS.includes(name)) {
      const message = `"${name}" cannot be captured: every step has a "${name}" of its own`;
      unit.file.findings.add({...errorAt(key.span, 'reserved-name', message), help: 'choose another name'});
    } else if (Object.hasOwn(taken, name)) {
      const message = `"${name}" is captured twice: here and by a named part of "expect"`;
      unit.file.findings.add(errorAt(key.span, 'duplicate-capture', message));
    }
  }
}
