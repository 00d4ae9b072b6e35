import type {Key} from '../key.ts';
import {type Control, pressControl} from './control.ts';
import {applies, isWhy, lacksReason, type Prompt} from './prompt.ts';

/** What a key does to a prompt: changes it, gives the answer, or puts the prompt aside. */
export interface Pressed {
  readonly prompt: Prompt;
  readonly then?: 'submit' | 'aside';
}

/** The prompt after `key`. */
export function pressPrompt(prompt: Prompt, key: Key): Pressed {
  if (key.is === 'escape') return prompt.refusing ? {prompt: calm({...prompt, refusing: false, at: 0})} : aside(prompt);
  if (prompt.sent) return {prompt};
  if (key.is === 'enter') return enter(prompt);
  if (key.is === 'tab' || key.is === 'back-tab') return {prompt: moved(prompt, key.is === 'tab' ? 1 : -1)};
  if (key.is === 'control' && key.letter === 'x' && prompt.refusable) return {prompt: refusing(prompt)};
  const control = prompt.controls[prompt.at];
  const next = control && pressControl(control, key);
  return {prompt: next === undefined ? prompt : calm(withControl(prompt, next))};
}

function aside(prompt: Prompt): Pressed {
  return {prompt, then: 'aside'};
}

/** Enter goes to the next field, to the reason where one is needed, or gives the answer. */
function enter(prompt: Prompt): Pressed {
  const next = prompt.controls.findIndex(
    (control, index) => index > prompt.at && !isWhy(control) && applies(prompt, control),
  );
  if (!prompt.refusing && next !== -1) return {prompt: calm({...prompt, at: next})};
  const why = prompt.controls.findIndex(isWhy);
  if (lacksReason(prompt) && why !== -1) {
    if (prompt.at === why) return {prompt: {...prompt, error: 'a reason is needed'}};
    return {prompt: calm({...prompt, at: why})};
  }
  return {prompt, then: 'submit'};
}

function refusing(prompt: Prompt): Prompt {
  return calm({...prompt, refusing: true, at: Math.max(0, prompt.controls.findIndex(isWhy))});
}

function moved(prompt: Prompt, by: number): Prompt {
  const open = [...prompt.controls.keys()].filter((index) => {
    const control = prompt.controls[index];
    return control !== undefined && applies(prompt, control);
  });
  const at = open[(open.indexOf(prompt.at) + by + open.length) % Math.max(1, open.length)];
  return at === undefined || prompt.refusing ? prompt : calm({...prompt, at});
}

function withControl(prompt: Prompt, control: Control): Prompt {
  return {...prompt, controls: prompt.controls.with(prompt.at, control)};
}

function calm({error: _, ...prompt}: Prompt): Prompt {
  return prompt;
}
