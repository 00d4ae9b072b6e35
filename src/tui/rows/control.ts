import {harmless} from '../../report/harmless.ts';
import type {Look} from '../look.ts';
import {type Choice, type Control, optionsLeft, type TextInput, type Ticks} from '../prompt/control.ts';
import {cut, type Row} from '../row.ts';

/** How a control is drawn. */
export interface ControlSpace {
  /** Whether it has the keyboard. */
  readonly active: boolean;
  readonly look: Look;
  readonly width: number;
  readonly height: number;
}

/** A control in at most `height` rows; a long list scrolls to where the pointer is. */
export function controlRows(control: Control, space: ControlSpace): readonly Row[] {
  switch (control.is) {
    case 'ticks':
      return ticksRows(control, space);
    case 'choice':
      return choiceRows(control, space);
    case 'text':
      return [textRow(control, space)];
  }
}

function ticksRows({items, ticked, at}: Ticks, space: ControlSpace): readonly Row[] {
  const {paint, marks, unicode} = space.look;
  const rows = items.map((item, index) => {
    const box = ticked.has(index) ? paint.green(marks.ticked) : marks.open;
    return cut(`  ${pointer(space, index === at)} ${box} ${harmless(item)}`, space.width, unicode);
  });
  return around(rows, at, space.height);
}

function choiceRows(choice: Choice, space: ControlSpace): readonly Row[] {
  const {paint, unicode} = space.look;
  const left = optionsLeft(choice);
  const filter = choice.filter === '' ? '' : `  ${paint.yellow(`/${harmless(choice.filter)}`)}`;
  const head = choice.title === '' && filter === '' ? [] : [`  ${harmless(choice.title)}${filter}`];
  const rows = left.map(({label, note}, index) => {
    const at = index === choice.at;
    const text = at && space.active ? paint.bold(harmless(label)) : harmless(label);
    const more = note === undefined ? '' : `  ${paint.dim(harmless(note))}`;
    return cut(`  ${pointer(space, at)} ${text}${more}`, space.width, unicode);
  });
  const shown = around(rows, Math.max(0, choice.at), Math.max(1, space.height - head.length));
  return [...head, ...(left.length === 0 ? [paint.red('    nothing fits; Backspace widens')] : shown)];
}

function textRow({title, text, fromEnd}: TextInput, {active, look, width}: ControlSpace): Row {
  const letters = Array.from(harmless(text));
  const at = letters.length - fromEnd;
  const before = letters.slice(0, at).join('');
  const after = letters.slice(at).join('');
  const label = `  ${harmless(title)}: `;
  const cursor = active ? (look.color ? '\u001b[7m \u001b[0m' : '_') : '';
  const room = Math.max(4, width - label.length - 2);
  const shown = before.length > room ? before.slice(-room) : before;
  return cut(`${active ? look.paint.bold(label) : label}${shown}${cursor}${after}`, width, look.unicode);
}

function pointer({active, look: {paint, marks}}: ControlSpace, at: boolean): string {
  return at && active ? paint.cyan(marks.pointer) : ' ';
}

/** As many rows as there is room for, with the one `at` among them. */
function around(rows: readonly Row[], at: number, height: number): readonly Row[] {
  const most = Math.max(1, height);
  if (rows.length <= most) return rows;
  const start = Math.min(Math.max(0, at - Math.floor(most / 2)), rows.length - most);
  return rows.slice(start, start + most);
}
