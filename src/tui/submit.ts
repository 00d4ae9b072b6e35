import {parseAnswer} from '../control/parse-answer.ts';
import type {ControlRequest} from '../control/request.ts';
import {rollbackPrompt, wantsTerminal} from './prompt/own-prompts.ts';
import {CHANGE, COMMAND, givenBy, type Prompt, reasonOf, typedFor} from './prompt/prompt.ts';
import {type Act, askOf, type Facts, type Reaction, type Ui} from './ui.ts';

/** What comes of a prompt whose answer is given: a request to the engine, or a word on what is wrong with it. */
export function submit(ui: Ui, prompt: Prompt, facts: Facts): Reaction {
  return ui.own?.id === prompt.id ? submitOwn(ui, prompt, facts) : submitAnswer(ui, prompt, facts);
}

function submitAnswer(ui: Ui, prompt: Prompt, facts: Facts): Reaction {
  const lent = wantsTerminal(prompt);
  if (lent !== undefined) return {ui, acts: [{do: 'lend', key: lent}]};
  const ask = askOf(prompt, facts);
  const given = givenBy(prompt);
  if (ask === undefined) return {ui, acts: []};
  if (given === undefined) return {ui: withError(ui, prompt, 'choose with the arrow keys, then Enter'), acts: []};
  const instead = given === CHANGE ? typedFor(prompt, COMMAND) : undefined;
  const value = instead === undefined ? given : 'retry';
  const answer = parseAnswer(ask, value);
  if (!answer.ok) return {ui: withError(ui, prompt, answer.error), acts: []};
  const why = reasonOf(prompt);
  const request: ControlRequest = {
    ask: 'answer',
    step: ask.key,
    value,
    by: facts.by,
    via: 'terminal',
    ...(why !== undefined && {why}),
    ...(instead !== undefined && {instead}),
  };
  const prompts = ui.prompts.map((each) => (each.id === prompt.id ? {...prompt, sent: true} : each));
  return {ui: {...ui, prompts}, acts: [{do: 'send', request, about: prompt.id}]};
}

function submitOwn(ui: Ui, prompt: Prompt, {by, possible}: Facts): Reaction {
  const {own: _, ...closed} = ui;
  const given = givenBy(prompt);
  const reason = reasonOf(prompt);
  if (given === undefined)
    return {ui: {...ui, own: {...prompt, error: 'choose with the arrow keys, then Enter'}}, acts: []};
  const late = possible.rollback.is === 'possible' && possible.rollback.late === true;
  if (prompt.id === 'interrupt' && given === 'rollback') return {ui: {...closed, own: rollbackPrompt(late)}, acts: []};
  if (given === 'no' || given === 'go-on') return {ui: closed, acts: []};
  const request: Act & {readonly do: 'send'} = {
    do: 'send',
    request: {
      ask: 'request',
      by,
      ...(reason !== undefined && {reason}),
      ...(prompt.id === 'rollback' && late && reason !== undefined && {late: reason}),
      ...whatOf(prompt, given),
    },
  };
  return {ui: closed, acts: [request]};
}

type Request = Extract<ControlRequest, {readonly ask: 'request'}>;

function whatOf(prompt: Prompt, given: unknown): Pick<Request, 'what' | 'subject'> {
  if (prompt.id === 'rollback') return {what: 'rollback'};
  if (prompt.id === 'report-breach') return {what: 'report-breach', subject: String(given)};
  return {what: given === 'kill' ? 'kill' : 'stop'};
}

function withError(ui: Ui, prompt: Prompt, error: string): Ui {
  return {...ui, prompts: ui.prompts.map((each) => (each.id === prompt.id ? {...prompt, error} : each))};
}
