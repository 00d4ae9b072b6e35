import {fieldProblem} from '../../control/parse-answer.ts';
import type {Key} from '../key.ts';
import {type Control, pressControl, settled, widened} from './control.ts';
import {applies, controlValue, isWhy, lacksReason, type Prompt} from './prompt.ts';

/** What a key does to a prompt: changes it, gives the answer, or puts the prompt aside. */
export interface Pressed {
  readonly prompt: Prompt;
  readonly then?: 'submit' | 'aside';
}

/** The prompt after `key`. */
export function pressPrompt(prompt: Prompt, key: Key): Pressed {
  if (key.is === 'escape') return escaped(prompt);
  if (prompt.sent) return {prompt};
  if (key.is === 'enter') return enter(prompt);
  if (key.is === 'control' && key.letter === 'x' && prompt.refusable) return {prompt: refusing(prompt)};
  const control = prompt.controls[prompt.at];
  const to = control && leading(control, key);
  if (to !== undefined) return {prompt: moved(prompt, to)};
  const next = control && pressControl(control, key);
  return {prompt: next === undefined ? prompt : calm(withControl(prompt, next))};
}

/** What is wrong with the field of a control as it stands; undefined if it can be given so. */
export function wrongWith({fields}: Prompt, control: Control): string | undefined {
  if (control.is === 'ticks') return undefined;
  const field = fields.find(({name}) => name === control.name);
  if (field === undefined) return undefined;
  const value = controlValue(control);
  const problem = fieldProblem(field, value === '' ? undefined : value);
  if (problem === undefined || (value !== undefined && value !== '')) return problem;
  return control.is === 'choice' ? 'one of these is needed' : 'this is needed';
}

/** Takes back what a person began: what narrows a choice, then the no; else puts the prompt aside. */
function escaped(prompt: Prompt): Pressed {
  const control = prompt.controls[prompt.at];
  if (control?.is === 'choice' && control.filter !== '') return {prompt: calm(withControl(prompt, widened(control)))};
  if (prompt.refusing) return {prompt: calm({...prompt, refusing: false, at: 0})};
  return {prompt, then: 'aside'};
}

/** Enter goes to the next field, to the first that is wrong, to the reason where one is needed, or gives the answer. */
function enter(prompt: Prompt): Pressed {
  if (prompt.refusing) return submitted(prompt);
  const control = prompt.controls[prompt.at];
  if (control !== undefined && wrongWith(prompt, control) !== undefined) return {prompt: judged(prompt)};
  const next = prompt.controls.findIndex(
    (control, index) => index > prompt.at && !isWhy(control) && applies(prompt, control),
  );
  if (next !== -1) return {prompt: at(prompt, next)};
  const wrong = prompt.controls.findIndex((control) => wrongWith(prompt, control) !== undefined);
  return wrong === -1 ? submitted(prompt) : {prompt: judged(at(prompt, wrong))};
}

function submitted(prompt: Prompt): Pressed {
  const why = prompt.controls.findIndex(isWhy);
  if (!lacksReason(prompt) || why === -1) return {prompt, then: 'submit'};
  return {prompt: prompt.at === why ? {...prompt, error: 'a reason is needed'} : at(prompt, why)};
}

function refusing(prompt: Prompt): Prompt {
  return calm({...prompt, refusing: true, at: Math.max(0, prompt.controls.findIndex(isWhy))});
}

/** Where a key leads that changes the control which has the keyboard; arrows only where the control has no use for them. */
function leading(control: Control, {is}: Key): Way | undefined {
  if (is === 'tab') return {by: 1, round: true};
  if (is === 'back-tab') return {by: -1, round: true};
  if (control.is !== 'text' || (is !== 'up' && is !== 'down')) return undefined;
  return {by: is === 'down' ? 1 : -1, round: false};
}

/** To the next control or the one before it; round at the ends, or not. */
interface Way {
  readonly by: 1 | -1;
  readonly round: boolean;
}

function moved(prompt: Prompt, {by, round}: Way): Prompt {
  const open = openControls(prompt);
  const to = open.indexOf(prompt.at) + by;
  const next = open[round ? (to + open.length) % Math.max(1, open.length) : to];
  return next === undefined || prompt.refusing ? prompt : at(prompt, next);
}

function openControls(prompt: Prompt): readonly number[] {
  return [...prompt.controls.keys()].filter((index) => {
    const control = prompt.controls[index];
    return control !== undefined && applies(prompt, control);
  });
}

/** Gives the keyboard to another control; the one that had it is judged as it is left. */
function at(prompt: Prompt, index: number): Prompt {
  const control = prompt.controls[prompt.at];
  if (control === undefined || index === prompt.at) return calm({...prompt, at: index});
  return calm({...judged(withControl(prompt, settled(control))), at: index});
}

/** The prompt with what is wrong with the control that has the keyboard. */
function judged(prompt: Prompt): Prompt {
  const control = prompt.controls[prompt.at];
  if (control === undefined || control.is === 'ticks') return prompt;
  const {[control.name]: _, ...others} = prompt.wrong;
  const problem = wrongWith(prompt, control);
  return {...prompt, wrong: problem === undefined ? others : {...others, [control.name]: problem}};
}

/** The prompt with its present control changed; what was wrong with that is judged anew when it is left. */
function withControl(prompt: Prompt, control: Control): Prompt {
  const name = control.is === 'ticks' ? '' : control.name;
  const {[name]: _, ...wrong} = prompt.wrong;
  return {...prompt, wrong, controls: prompt.controls.with(prompt.at, control)};
}

function calm({error: _, ...prompt}: Prompt): Prompt {
  return prompt;
}
