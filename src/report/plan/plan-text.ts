import {harmless} from '../../base/harmless.ts';
import type {Paint} from '../style.ts';
import type {PlanItem} from './plan.ts';

/** A plan as an outline: titles, below each what it does, indented. */
export function planText(items: readonly PlanItem[], paint: Paint): string {
  return items.map((item) => itemText(item, '', paint)).join('');
}

function itemText(item: PlanItem, indent: string, paint: Paint): string {
  const role = item.role === undefined ? [] : [paint.yellow(`${harmless(item.role)}:`)];
  const notes = item.notes.length === 0 ? [] : [paint.dim(`(${item.notes.map((note) => harmless(note)).join('; ')})`)];
  const does = doesLines(item);
  const title = item.title === undefined ? [] : [paint.bold(harmless(item.title))];
  const first = item.title === undefined ? does.slice(0, 1) : [];
  const head = [...role, ...title, ...first.map(paint.cyan), ...notes].join(' ');
  const below = [
    ...does.slice(first.length).map((line) => `${indent}    ${paint.cyan(line)}\n`),
    ...expectLines(item).map((line) => `${indent}    ${paint.dim(line)}\n`),
  ];
  const inner = head === '' ? indent : `${indent}  `;
  const children = item.children.map((child) => itemText(child, inner, paint));
  return [head === '' ? '' : `${indent}${head}\n`, ...below, ...children].join('');
}

function expectLines({expects}: PlanItem): readonly string[] {
  if (expects === undefined) return [];
  const text = expects.replace(/^\{([^\n]*)\}$/, '$1');
  const [first = '', ...rest] = harmless(text, {lines: true}).trimEnd().split('\n');
  if (rest.length === 0) return [`expects ${first}`];
  return ['expects', ...[first, ...rest].map((line) => `  ${line}`)];
}

function doesLines({kind, does}: PlanItem): readonly string[] {
  if (does === undefined) return [];
  const sign = kind === 'run' ? '$ ' : '';
  const lines = harmless(does, {lines: true}).trimEnd().split('\n');
  return lines.map((line, index) => (index === 0 ? sign + line : ' '.repeat(sign.length) + line));
}
