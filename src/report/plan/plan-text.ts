import {harmless} from '../harmless.ts';
import type {Paint} from '../style.ts';
import type {PlanItem} from './plan.ts';

/** A plan as an outline: titles, below each what it does, indented. */
export function planText(items: readonly PlanItem[], paint: Paint): string {
  return items.map((item) => itemText(item, '', paint)).join('');
}

function itemText(item: PlanItem, indent: string, paint: Paint): string {
  const role = item.role === undefined ? '' : `${paint.yellow(`${item.role}:`)} `;
  const notes = item.notes.length === 0 ? '' : paint.dim(` (${item.notes.map((note) => harmless(note)).join('; ')})`);
  const title = item.title === item.does && item.title.includes('\n') ? item.kind : item.title;
  const head = `${indent}${role}${paint.bold(harmless(title))}${notes}\n`;
  const does = item.does === undefined || item.does === title ? '' : doesText(item, indent, paint);
  return head + does + item.children.map((child) => itemText(child, `${indent}  `, paint)).join('');
}

function doesText(item: PlanItem, indent: string, paint: Paint): string {
  const sign = item.kind === 'run' ? '$ ' : '';
  const lines = harmless(item.does ?? '', {lines: true})
    .trimEnd()
    .split('\n');
  return lines
    .map((line, index) => `${indent}    ${paint.cyan(index === 0 ? sign + line : ' '.repeat(sign.length) + line)}\n`)
    .join('');
}
