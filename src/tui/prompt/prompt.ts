import type {Value} from '../../base/value.ts';
import type {QuestionField} from '../../kinds/steps/contract.ts';
import {type Choice, type Control, chosenOption, type TextInput} from './control.ts';

/** A question that has the keyboard: one of the run's, or one that a key of the screen raised. */
export interface Prompt {
  /** The key of the run's question, or what the screen asks. */
  readonly id: string;
  /** How the answer is put together: what is ticked, the one value, or a map of the fields. */
  readonly gives: 'ticked' | 'one' | 'fields';
  readonly controls: readonly Control[];
  /** Which control has the keyboard. */
  readonly at: number;
  /** Whether a plain “no” answers it; `refusing` once a person says so. */
  readonly refusable: boolean;
  readonly refusing: boolean;
  /** Values that need a reason. */
  readonly reasonFor: readonly string[];
  /** What is done once it is answered with yes. */
  readonly follows?: readonly string[];
  /** The fields that are asked for, each with a control of its name. */
  readonly fields: readonly QuestionField[];
  /** What is wrong with fields that were left, by name. */
  readonly wrong: Readonly<Record<string, string>>;
  /** What is wrong with the answer, or what the engine had against it. */
  readonly error?: string;
  /** The answer is on its way. */
  readonly sent: boolean;
}

/** The answer of the screen itself that leads to a retry with what is typed as `COMMAND`. */
export const CHANGE = 'change';

/** The name of the control that takes a changed command. */
export const COMMAND = 'command';

/** The name of the control that takes the reason or note. */
export const WHY = 'why';

/** The answer as it was given, to be read by `parseAnswer`; undefined where nothing was chosen. */
export function givenBy(prompt: Prompt): Value | undefined {
  if (prompt.refusing) return 'no';
  const controls = prompt.controls.filter((control) => !isWhy(control));
  const [first] = controls;
  if (prompt.gives === 'ticked' && first?.is === 'ticks') {
    return first.items.filter((_, index) => first.ticked.has(index));
  }
  if (prompt.gives === 'one') return first === undefined ? undefined : controlValue(first);
  return Object.fromEntries(
    controls.flatMap((control) => {
      const value = controlValue(control);
      return control.is === 'ticks' || value === undefined || value === '' ? [] : [[control.name, value]];
    }),
  );
}

/** The reason or note that was typed, if any. */
export function reasonOf(prompt: Prompt): string | undefined {
  const why = prompt.controls.find(isWhy)?.text.trim();
  return why === '' ? undefined : why;
}

/** Whether the answer as it stands still needs a reason. */
export function lacksReason(prompt: Prompt): boolean {
  const given = givenBy(prompt);
  return typeof given === 'string' && prompt.reasonFor.includes(given) && reasonOf(prompt) === undefined;
}

/** Whether a control is asked for, as the answer stands. */
export function applies(prompt: Prompt, control: Control): boolean {
  return control.is !== 'text' || control.onlyFor === undefined || control.onlyFor === givenBy(prompt);
}

/** What was typed for `name`. */
export function typedFor(prompt: Prompt, name: string): string | undefined {
  const found = prompt.controls.find((control) => control.is === 'text' && control.name === name);
  return found?.is === 'text' ? found.text : undefined;
}

/** Whether a control takes the reason or note. */
export function isWhy(control: Control): control is TextInput {
  return control.is === 'text' && control.name === WHY;
}

/** A prompt of these controls, untouched. */
export function newPrompt(
  given: Pick<Prompt, 'id' | 'gives' | 'controls'> & Partial<Pick<Prompt, 'refusable' | 'reasonFor' | 'fields'>>,
): Prompt {
  return {refusable: false, reasonFor: [], fields: [], wrong: {}, ...given, at: 0, refusing: false, sent: false};
}

/** A line to type. */
export function textInput(name: string, title: string, more: Partial<TextInput> = {}): TextInput {
  return {is: 'text', name, title, text: '', fromEnd: 0, optional: false, ...more};
}

/** Something to choose, with nothing chosen yet, so that no key pressed too late decides anything. */
export function choice(
  title: string,
  options: Choice['options'],
  {name = 'answer', at = -1}: {readonly name?: string; readonly at?: number} = {},
): Choice {
  return {is: 'choice', name, title, options, filter: '', at, kept: at};
}

/** What a control holds; undefined where nothing was chosen. */
export function controlValue(control: Control): string | undefined {
  if (control.is === 'text') return control.text;
  return control.is === 'choice' ? chosenOption(control)?.value : undefined;
}
