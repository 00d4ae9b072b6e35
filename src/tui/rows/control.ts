import {harmless} from '../../base/harmless.ts';
import type {Look} from '../look.ts';
import {type Choice, type Control, chosenOption, optionsLeft, type TextInput, type Ticks} from '../prompt/control.ts';
import {cut, type Row, widthOf} from '../row.ts';

/** How a control is drawn. */
export interface ControlSpace {
  /** Whether it has the keyboard. */
  readonly active: boolean;
  /** Whether its choices are listed; else only what is chosen is told. */
  readonly open: boolean;
  /** Whether it may be left empty. */
  readonly optional: boolean;
  /** Who sits at the screen. */
  readonly by: string;
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
      return space.open ? choiceRows(control, space) : [chosenRow(control, space)];
    case 'text':
      return [textRow(control, space)];
  }
}

function ticksRows({items, ticked, recorded, at}: Ticks, space: ControlSpace): readonly Row[] {
  const {paint, marks, unicode} = space.look;
  const rows = items.map((item, index) => {
    const box = ticked.has(index) ? paint.green(marks.ticked) : marks.open;
    const by = recorded.get(index);
    const who = by === undefined || by === space.by || !ticked.has(index) ? '' : `  ${paint.dim(harmless(by))}`;
    return cut(`  ${pointer(space, index === at)} ${box} ${harmless(item)}${who}`, space.width, unicode);
  });
  return around(rows, at, space.height);
}

function choiceRows(choice: Choice, space: ControlSpace): readonly Row[] {
  const {paint, unicode} = space.look;
  const left = optionsLeft(choice);
  const filter = choice.filter === '' ? '' : `  ${paint.yellow(`/${harmless(choice.filter)}`)}`;
  const head = choice.title === '' && filter === '' ? [] : [titled(choice.title, space) + filter];
  const rows = left.map(({label, note}, index) => {
    const at = index === choice.at;
    const text = at && space.active ? paint.bold(harmless(label)) : harmless(label);
    const more = note === undefined ? '' : `  ${paint.dim(harmless(note))}`;
    return cut(`  ${pointer(space, at, space.look.marks.chosen)} ${text}${more}`, space.width, unicode);
  });
  const shown = around(rows, Math.max(0, choice.at), Math.max(1, space.height - head.length));
  return [...head, ...(left.length === 0 ? [paint.red('    nothing fits; Backspace widens')] : shown)];
}

/** A choice that the keyboard is not in: in one row. */
function chosenRow(choice: Choice, space: ControlSpace): Row {
  const {paint, marks, unicode} = space.look;
  const chosen = chosenOption(choice);
  const value = chosen === undefined ? paint.dim('nothing chosen') : harmless(chosen.label);
  if (choice.title === '') return cut(`  ${chosen === undefined ? ' ' : marks.chosen} ${value}`, space.width, unicode);
  return cut(`${titled(choice.title, space)}: ${value}`, space.width, unicode);
}

function textRow({title, text, fromEnd, standard}: TextInput, space: ControlSpace): Row {
  const {active, look, width} = space;
  const letters = Array.from(harmless(text));
  const at = letters.length - fromEnd;
  const before = letters.slice(0, at).join('');
  const after = letters.slice(at).join('');
  const label = `${titled(title, space)}: `;
  const cursor = active ? (look.color ? '\u001b[7m \u001b[0m' : '_') : '';
  const empty = text === '' && standard !== undefined ? look.paint.dim(` (${harmless(standard)} if left empty)`) : '';
  const room = Math.max(4, width - widthOf(label) - 2);
  const shown = before.length > room ? before.slice(-room) : before;
  return cut(`${active ? look.paint.bold(label) : label}${shown}${cursor}${after}${empty}`, width, look.unicode);
}

/** The title of a control; that it may be left empty is a part of it. */
function titled(title: string, {optional}: ControlSpace): string {
  return `  ${harmless(title)}${optional ? ' (optional)' : ''}`;
}

function pointer({active, look: {paint, marks}}: ControlSpace, at: boolean, elsewhere = ' '): string {
  if (!at) return ' ';
  return active ? paint.cyan(marks.pointer) : elsewhere;
}

/** As many rows as there is room for, with the one `at` among them. */
function around(rows: readonly Row[], at: number, height: number): readonly Row[] {
  const most = Math.max(1, height);
  if (rows.length <= most) return rows;
  const start = Math.min(Math.max(0, at - Math.floor(most / 2)), rows.length - most);
  return rows.slice(start, start + most);
}
