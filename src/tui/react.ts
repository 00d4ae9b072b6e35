import type {EffectKey} from '../base/ids.ts';
import {isStanding} from '../control/standing.ts';
import type {Ask} from '../events/effect.ts';
import type {Tick} from '../events/view.ts';
import {actingKind} from '../interpreter/kind-of.ts';
import type {Key} from './key.ts';
import {pressRunKey} from './press-run-key.ts';
import {recordedTicks} from './prompt/control.ts';
import {type Beside, openPrompt} from './prompt/open-prompt.ts';
import {interruptPrompt, terminalPrompt} from './prompt/own-prompts.ts';
import {pressPrompt} from './prompt/press-prompt.ts';
import type {Prompt} from './prompt/prompt.ts';
import {submit} from './submit.ts';
import {type Act, type Facts, focused, type Input, type Reaction, shownPrompt, type Ui} from './ui.ts';
import {whatFollows, whatIsDone} from './what-follows.ts';

/** The keyboard after `input`, and what is to be done because of it. Pure. */
export function react(ui: Ui, input: Input, facts: Facts): Reaction {
  switch (input.is) {
    case 'key':
      return pressed(withoutNotice(ui), input.key, facts);
    case 'turn':
      return {ui: followed(ui, facts), acts: []};
    case 'replied':
      return {ui: replied(ui, input), acts: []};
  }
}

function pressed(ui: Ui, key: Key, facts: Facts): Reaction {
  if (key.is === 'control' && key.letter === 'c') return interrupted(ui, facts);
  const prompt = focused(ui);
  if (prompt === undefined) return pressRunKey(ui, key, facts);
  if (helps(ui, prompt, key)) return {ui: withHelp(ui), acts: []};
  const {prompt: next, then} = pressPrompt(prompt, key);
  const changed = withPrompt(ui, next);
  if (then === 'submit') return submit(changed, next, facts);
  if (then !== 'aside') return {ui: changed, acts: ticking(prompt, next, facts)};
  return {ui: next === changed.own ? withoutOwn(changed) : {...changed, aside: true}, acts: []};
}

/** Whether a key opens or closes the help while a question has the keyboard: where `?` can be typed, it is a letter. */
function helps({panel}: Ui, prompt: Prompt, key: Key): boolean {
  if (key.is === 'escape') return panel === 'help';
  return key.is === 'text' && key.text === '?' && prompt.controls[prompt.at]?.is !== 'text';
}

function withHelp({panel, ...ui}: Ui): Ui {
  return panel === 'help' ? ui : {...ui, panel: 'help'};
}

/** The first time it asks; the second time, the engine leaves the run as it is. */
function interrupted(ui: Ui, {view, possible, by}: Facts): Reaction {
  if (ui.own?.id === 'interrupt') {
    return {ui: withoutOwn(ui), acts: [{do: 'send', request: {ask: 'leave', by}}]};
  }
  const canRollBack = possible.rollback.is === 'possible';
  return {ui: {...ui, own: interruptPrompt({stopping: view.stopping !== undefined, canRollBack})}, acts: []};
}

/** Questions come and go with the run; what was typed for one stays with it. */
function followed(ui: Ui, facts: Facts): Ui {
  const {view, by, wanted} = facts;
  const open = [...view.asks.values()].map(({effect}) => effect);
  const known = (id: string) => ui.prompts.find((prompt) => prompt.id === id);
  const prompts = [
    ...open.map((ask) => withTicks(known(ask.key) ?? openPrompt(ask, beside(ask, facts)), facts)),
    ...wanted.map(terminalPrompt).map((fresh) => known(fresh.id) ?? fresh),
  ];
  const gone = shownPrompt(ui);
  const stays = prompts.some(({id}) => id === ui.shown);
  const shown = stays ? ui.shown : prompts[0]?.id;
  const decided = view.decisions.at(-1);
  const taken = gone !== undefined && !stays && decided?.key === gone.id && !isStanding(decided.via);
  const byOther = taken && (decided.by !== by || !gone.sent);
  const seen = seenOf(view);
  const {shown: _, notice, ...rest} = ui;
  return {
    ...rest,
    ...(notice !== undefined && seen === ui.seen && {notice}),
    seen,
    prompts,
    ...(shown !== undefined && {shown}),
    aside: stays ? ui.aside : false,
    ...(byOther && {notice: {text: `already answered by ${decided.by} (${decided.via})`, tone: 'told'}}),
  };
}

/** Tells one question or step from the next. */
function seenOf({asks, steps}: Facts['view']): string {
  return [steps.size, ...asks.keys()].join('\n');
}

/** What was ticked, here or at another terminal. */
function withTicks(prompt: Prompt, {view}: Facts): Prompt {
  const ticks = view.asks.get(prompt.id as EffectKey)?.ticks ?? new Map<number, Tick>();
  const recorded = new Map([...ticks].map(([item, {by}]) => [item, by]));
  const controls = prompt.controls.map((each) => (each.is === 'ticks' ? recordedTicks(each, recorded) : each));
  return {...prompt, controls};
}

/** Tells the run of items that a key has ticked, or not any more, so that they are known at every terminal. */
function ticking(before: Prompt, after: Prompt, {by}: Facts): readonly Act[] {
  const [from, to] = [before.controls[before.at], after.controls[before.at]];
  if (from?.is !== 'ticks' || to?.is !== 'ticks') return [];
  const sent = (items: readonly number[], on: boolean): readonly Act[] =>
    items.length === 0 ? [] : [{do: 'send', request: {ask: 'tick', step: after.id, items, on, by}, about: after.id}];
  return [
    ...sent(
      [...to.ticked].filter((item) => !from.ticked.has(item)),
      true,
    ),
    ...sent(
      [...from.ticked].filter((item) => !to.ticked.has(item)),
      false,
    ),
  ];
}

/** What a question is shown with, beside its own words. */
function beside(ask: Ask, facts: Facts): Beside {
  const command = changeable(ask, facts);
  return {...(command !== undefined && {command}), ...aim(ask, facts)};
}

/** What an approval or a confirmation opens the way for. */
function aim({what, question, path}: Ask, {runbook, view}: Facts): Beside {
  const step = view.steps.get(path);
  if (step?.def === undefined) return {};
  if (question?.what === 'approve') return {follows: whatFollows(runbook, view, step.def)};
  if (what !== 'danger') return {};
  return {follows: step.describes === undefined ? whatIsDone(runbook, view, step.def) : [step.describes]};
}

/**
 * The command of a step that has failed, where another can be tried in its place: not where a secret stands in it, nor once
 * what the run does stays as it is.
 */
function changeable({what, path}: Ask, {view, runbook}: Facts): string | undefined {
  const step = view.steps.get(path);
  const block = step?.def === undefined ? undefined : runbook.defs.get(step.def);
  if (view.bound === true || what !== 'failure' || block?.type !== 'act' || actingKind(block.kind).edited === undefined)
    return undefined;
  return step?.describes?.includes('***') === true ? undefined : step?.describes;
}

/** That an answer was taken is seen by the question's going; everything else is said. */
function replied(ui: Ui, {about, reply}: Extract<Input, {readonly is: 'replied'}>): Ui {
  const good = reply !== 'no engine' && reply.ok;
  if (good) return about === undefined ? {...ui, notice: {text: reply.message, tone: 'good'}} : ui;
  const text = reply === 'no engine' ? 'no engine is at work on this run: it was not sent' : reply.message;
  const prompt = ui.prompts.find(({id}) => id === about);
  if (prompt === undefined) return {...ui, notice: {text, tone: 'bad'}};
  return withPrompt(ui, {...prompt, sent: false, error: text});
}

function withPrompt(ui: Ui, prompt: Prompt): Ui {
  if (ui.own?.id === prompt.id) return {...ui, own: prompt};
  return {...ui, prompts: ui.prompts.map((each) => (each.id === prompt.id ? prompt : each))};
}

function withoutOwn({own: _, ...ui}: Ui): Ui {
  return ui;
}

function withoutNotice({notice: _, ...ui}: Ui): Ui {
  return ui;
}
