import type {Pane} from '../pane.ts';
import type {Control} from '../prompt/control.ts';
import {applies, isWhy, type Prompt} from '../prompt/prompt.ts';
import {cut, type Row, widthOf} from '../row.ts';
import type {Scene} from '../scene.ts';
import {focused} from '../ui.ts';

/** The keys that do something now, and only those. */
export function keyRow(scene: Scene): Row {
  const prompt = focused(scene.ui);
  const {pane} = scene.ui;
  const free = pane === undefined ? runKeys(scene) : paneKeys(pane, scene);
  const keys = prompt === undefined ? free : promptKeys(prompt, scene);
  return helpRow(keys, scene);
}

/** The keys of the screen with what each does, where it does anything now. */
export function runKeys({ui, view, runbook, possible, output}: Scene): readonly KeyHelp[] {
  const keys: (KeyHelp | false | undefined)[] = [
    ui.prompts.length > 0 && ['enter', 'answer'],
    ui.prompts.length > 1 && ['tab', `next of ${ui.prompts.length} questions`],
    ['o', 'output'],
    [...output.values()].some((lines) => lines.length > 0) && ['/', 'search it'],
    ['d', 'details'],
    view.monitors.size > 0 && ['m', 'monitors'],
    runbook.dashboards.length > 0 && ['u', 'dashboards'],
    possible.rollback.is === 'possible' && ['r', 'roll back'],
    possible.watched.length > 0 && ['b', 'report a breach'],
    possible.pause && ['p', possible.pause === 'pause' ? 'pause' : 'go on'],
    ['q', 'leave running'],
    ['?', 'help'],
  ];
  return keys.filter((key) => key !== false && key !== undefined);
}

/** A key, and what it does. */
export type KeyHelp = readonly [key: string, does: string];

function paneKeys(pane: Pane, {ui, output, look: {unicode}}: Scene): readonly KeyHelp[] {
  if (pane.typing)
    return [
      ['enter', 'find'],
      ['esc', 'no search'],
    ];
  const printing = [...output.values()].filter((lines) => lines.length > 0).length;
  return [
    ...(ui.prompts.length > 0 ? ([['enter', 'answer']] as const) : []),
    [unicode ? '↑↓' : 'up/down', 'scroll'],
    ['/', 'search'],
    ...(pane.query === '' ? [] : ([['n N', 'next, previous']] as const)),
    ...(pane.held === undefined ? [] : ([['f', 'follow']] as const)),
    ['w', pane.wrap ? 'cut lines' : 'wrap lines'],
    ...(printing > 1 ? ([[unicode ? '←→' : 'left/right', `next of ${printing} outputs`]] as const) : []),
    ['esc', 'close'],
  ];
}

/** The keys that a question has while the keyboard is in it. */
export function promptKeys(prompt: Prompt, {look: {unicode}}: Scene): readonly KeyHelp[] {
  const control = prompt.controls[prompt.at];
  const arrows = unicode ? '↑↓' : 'up/down';
  const own: Readonly<Record<string, readonly KeyHelp[]>> = {
    ticks: [
      ['space', 'tick'],
      ['a', 'all'],
      ['n', 'none'],
    ],
    choice: [
      [arrows, 'choose'],
      ['letters', 'narrow down'],
    ],
    text: [],
  };
  const narrows = control?.is === 'choice' && control.filter !== '';
  return [
    ...(own[control?.is ?? 'text'] ?? []),
    ['enter', prompt.refusing ? 'say no' : hasNext(prompt) ? 'next field' : 'answer'],
    ...(prompt.refusing ? [] : betweenControls(prompt)),
    ...(prompt.refusable && !prompt.refusing ? ([['^X', 'say no']] as const) : []),
    ...(control?.is === 'text' ? [] : ([['?', 'help']] as const)),
    ['esc', narrows ? 'show all' : prompt.refusing ? 'back' : 'other keys'],
  ];
}

/** Whether Enter leads to another field. */
function hasNext(prompt: Prompt): boolean {
  return prompt.controls.some((control, index) => index > prompt.at && !isWhy(control) && applies(prompt, control));
}

function wayTo(next: Control): string {
  return isWhy(next) ? next.title.toLowerCase() : 'next';
}

/** Where Tab and Shift-Tab lead, as far as Enter does not lead there. */
function betweenControls(prompt: Prompt): readonly KeyHelp[] {
  const {at, controls} = prompt;
  const asked = controls.filter((control) => applies(prompt, control));
  if (asked.length < 2) return [];
  const here = controls[at];
  const next = asked[asked.indexOf(here as Control) + 1];
  return [
    ...(next === undefined || hasNext(prompt) ? [] : ([['tab', wayTo(next)]] as const)),
    ...(asked[0] === here ? [] : ([['shift-tab', 'back']] as const)),
  ];
}

/** Where there is not room for all, these go first. */
const LESS_NEEDED = ['u', '/', 'm', 'letters', 'n', 'b', 'd', 'o', 'tab', 'p', '?', '^X', 'shift-tab'];

function helpRow(keys: readonly KeyHelp[], {look: {paint, unicode}, width}: Scene): Row {
  let shown = keys;
  const row = () => shown.map(([key, does]) => `${paint.bold(key)} ${paint.dim(does)}`).join('  ');
  for (const less of LESS_NEEDED) {
    if (widthOf(row()) <= width) break;
    shown = shown.filter(([key]) => key !== less);
  }
  return cut(row(), width, unicode);
}
