import type {Key} from '../key.ts';

/** Something in a prompt that has the keyboard: items to tick, one of several to choose, a text to type. */
export type Control = Ticks | Choice | TextInput;

/** Items that are ticked one by one. */
export interface Ticks {
  readonly is: 'ticks';
  readonly items: readonly string[];
  readonly ticked: ReadonlySet<number>;
  /** What of it the run knows, from this terminal or another, and who ticked it. */
  readonly recorded: ReadonlyMap<number, string>;
  readonly at: number;
}

/** One of several; typing narrows them down. `at` counts what is left; -1: none is chosen. */
export interface Choice {
  readonly is: 'choice';
  readonly name: string;
  readonly title: string;
  readonly options: readonly ChoiceOption[];
  readonly filter: string;
  readonly at: number;
  /** What is chosen, of all options, once nothing narrows them: preferred by the runbook, or pointed at by a person. */
  readonly kept: number;
}

/** What can be chosen. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

/** A line of text. */
export interface TextInput {
  readonly is: 'text';
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** Counts characters from the end, so that typing goes on where it was. */
  readonly fromEnd: number;
  readonly optional: boolean;
  /** What counts where it is left empty. */
  readonly standard?: string;
  /** It is asked only where this is what was chosen. */
  readonly onlyFor?: string;
}

/** What a key does to a control; undefined: nothing, the key is somebody else's. */
export function pressControl(control: Control, key: Key): Control | undefined {
  switch (control.is) {
    case 'ticks':
      return pressTicks(control, key);
    case 'choice':
      return pressChoice(control, key);
    case 'text':
      return pressText(control, key);
  }
}

/** The options that typing has left. */
export function optionsLeft({options, filter}: Choice): readonly ChoiceOption[] {
  const wanted = filter.toLowerCase();
  return wanted === '' ? options : options.filter(({label}) => label.toLowerCase().includes(wanted));
}

/** The option that Enter takes. */
export function chosenOption(choice: Choice): ChoiceOption | undefined {
  return optionsLeft(choice)[choice.at];
}

/** The items as the run has them by now; what was pressed here and is on its way to it stays. */
export function recordedTicks(control: Ticks, recorded: ReadonlyMap<number, string>): Ticks {
  const ticked = new Set(control.ticked);
  for (const item of control.items.keys()) {
    if (recorded.has(item) === control.recorded.has(item)) continue;
    if (recorded.has(item)) ticked.add(item);
    else ticked.delete(item);
  }
  return {...control, ticked, recorded};
}

function pressTicks(control: Ticks, key: Key): Control | undefined {
  const {items, ticked, at} = control;
  if (key.is === 'up') return {...control, at: Math.max(0, at - 1)};
  if (key.is === 'down') return {...control, at: Math.min(items.length - 1, at + 1)};
  if (key.is !== 'text') return undefined;
  if (key.text === 'a') return {...control, ticked: new Set(items.keys())};
  if (key.text === 'n') return {...control, ticked: new Set()};
  if (key.text !== ' ') return undefined;
  const next = new Set(ticked);
  if (!next.delete(at)) next.add(at);
  return {...control, ticked: next, at: next.has(at) ? Math.min(items.length - 1, at + 1) : at};
}

function pressChoice(control: Choice, key: Key): Control | undefined {
  const left = optionsLeft(control).length;
  if (key.is === 'up') return pointed(control, control.at <= 0 ? left - 1 : control.at - 1);
  if (key.is === 'down') return pointed(control, control.at + 1 >= left ? 0 : control.at + 1);
  if (key.is === 'backspace') return narrowed(control, Array.from(control.filter).slice(0, -1).join(''));
  return key.is === 'text' ? narrowed(control, control.filter + key.text) : undefined;
}

function pointed(control: Choice, at: number): Choice {
  const option = optionsLeft(control)[at];
  return option === undefined ? control : {...control, at, kept: control.options.indexOf(option)};
}

/** What was chosen stays so while it is among what is left; else the first of those is. */
function narrowed(control: Choice, filter: string): Choice {
  if (filter === '') return widened(control);
  const chosen = chosenOption(control);
  const left = optionsLeft({...control, filter});
  const stays = chosen === undefined ? -1 : left.indexOf(chosen);
  return {...control, filter, at: stays === -1 && left.length > 0 ? 0 : stays};
}

/** Every option again, with what was chosen before typing narrowed them. */
export function widened(control: Choice): Choice {
  return {...control, filter: '', at: control.kept};
}

/** The control once the keyboard leaves it: what typing has led to is chosen, among all options. */
export function settled(control: Control): Control {
  if (control.is !== 'choice' || control.filter === '') return control;
  const chosen = chosenOption(control);
  return widened(chosen === undefined ? control : {...control, kept: control.options.indexOf(chosen)});
}

function pressText(control: TextInput, key: Key): Control | undefined {
  const letters = Array.from(control.text);
  const at = letters.length - control.fromEnd;
  if (key.is === 'left') return {...control, fromEnd: Math.min(letters.length, control.fromEnd + 1)};
  if (key.is === 'right') return {...control, fromEnd: Math.max(0, control.fromEnd - 1)};
  if (key.is === 'backspace') {
    return {...control, text: [...letters.slice(0, Math.max(0, at - 1)), ...letters.slice(at)].join('')};
  }
  if (key.is === 'control' && key.letter === 'u') return {...control, text: '', fromEnd: 0};
  if (key.is !== 'text') return undefined;
  return {...control, text: [...letters.slice(0, at), key.text, ...letters.slice(at)].join('')};
}
