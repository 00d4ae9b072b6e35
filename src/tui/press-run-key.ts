import type {Key} from './key.ts';
import {openPane, type Pane, pressPane} from './pane.ts';
import {breachPrompt, rollbackPrompt} from './prompt/own-prompts.ts';
import type {Facts, Reaction, Ui} from './ui.ts';
import {words} from './words.ts';

/** What a key does while no question has the keyboard. */
export function pressRunKey(ui: Ui, key: Key, facts: Facts): Reaction {
  if (ui.pane !== undefined && key.is !== 'enter') return stay(withPane(ui, pressPane(ui.pane, key, facts.output)));
  if (ui.pane?.typing) return stay(withPane(ui, pressPane(ui.pane, key, facts.output)));
  if (key.is === 'enter') return stay({...ui, aside: false});
  if (key.is === 'escape') return stay(withPanel(ui, undefined));
  if (key.is === 'tab' || key.is === 'back-tab') return stay({...ui, ...nextPrompt(ui), aside: false});
  if (key.is !== 'text') return stay(ui);
  if (/^[1-9]$/.test(key.text)) return dashboard(ui, Number(key.text) - 1, facts);
  return RUN_KEYS[key.text]?.(ui, facts) ?? stay(ui);
}

const RUN_KEYS: Readonly<Record<string, (ui: Ui, facts: Facts) => Reaction>> = {
  '/': (ui) => stay(withPane(ui, openPane(true))),
  f: (ui) => stay(withPane(ui, openPane(false))),
  o: (ui) => stay({...ui, output: ui.output === 'few' ? 'many' : ui.output === 'many' ? 'none' : 'few'}),
  d: (ui) => stay(withPanel(ui, 'details')),
  m: (ui) => stay(withPanel(ui, 'monitors')),
  u: (ui) => stay(withPanel(ui, 'dashboards')),
  '?': (ui) => stay(withPanel(ui, 'help')),
  q: (ui) => ({ui, acts: [{do: 'leave'}]}),
  p: pause,
  r: rollback,
  b: breach,
};

function pause(ui: Ui, {possible, by}: Facts): Reaction {
  if (possible.pause === undefined) return stay(ui);
  return {ui, acts: [{do: 'send', request: {ask: 'request', what: possible.pause, by}}]};
}

function rollback(ui: Ui, {possible: {rollback: offer}}: Facts): Reaction {
  if (offer.is === 'possible') return stay({...ui, own: rollbackPrompt(offer.late === true)});
  const text = offer.is === 'never' ? `it cannot be rolled back: ${offer.because}` : 'it is being rolled back already';
  return stay({...ui, notice: {text, tone: 'bad'}});
}

function breach(ui: Ui, {possible: {watched}}: Facts): Reaction {
  if (watched.length === 0) return stay(ui);
  return stay({...ui, own: breachPrompt(watched.map(({name, title}) => ({name, title: words(title)})))});
}

function dashboard(ui: Ui, index: number, {runbook}: Facts): Reaction {
  const link = runbook.dashboards[index];
  return link === undefined ? stay(ui) : {ui, acts: [{do: 'print', text: `${link.title}: ${link.url}`}]};
}

function nextPrompt({prompts, shown}: Ui): Pick<Ui, 'shown'> {
  const at = prompts.findIndex(({id}) => id === shown);
  const next = prompts[(at + 1) % Math.max(1, prompts.length)];
  return next === undefined ? {} : {shown: next.id};
}

function withPane({pane: _, ...ui}: Ui, pane: Pane | undefined): Ui {
  return pane === undefined ? ui : {...ui, pane};
}

function withPanel(ui: Ui, panel: Ui['panel']): Ui {
  const {panel: before, ...rest} = ui;
  return panel === undefined || panel === before ? rest : {...rest, panel};
}

function stay(ui: Ui): Reaction {
  return {ui, acts: []};
}
