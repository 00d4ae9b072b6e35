import {fieldForm} from '../../control/field-form.ts';
import type {Ask} from '../../events/effect.ts';
import type {QuestionField} from '../../kinds/steps/contract.ts';
import type {Choice, Control} from './control.ts';
import {CHANGE, COMMAND, choice, newPrompt, type Prompt, textInput, WHY} from './prompt.ts';

/** What the run's question itself does not hold. */
export interface Beside {
  /** After a failure: the command, which can be changed for the next attempt. */
  readonly command?: string;
  /** For an approval or the confirmation of a danger: what will be done. */
  readonly follows?: readonly string[];
}

/** The prompt for a question of the run. */
export function openPrompt(ask: Ask, {command, follows}: Beside = {}): Prompt {
  const {question} = ask;
  if (question === undefined) return {...decision(ask, command), ...(follows && {follows})};
  switch (question.what) {
    case 'checklist':
      return step(ask, 'ticked', [
        {is: 'ticks', items: question.items ?? [], ticked: new Set(), recorded: new Map(), at: 0},
      ]);
    case 'approve':
      return {...step(ask, 'one', [yesOrNo('Approve', 'Refuse')]), ...(follows && {follows})};
    case 'manual':
    case 'ask':
      return question.fields?.length
        ? {...step(ask, 'fields', question.fields.map(fieldControl)), fields: question.fields}
        : step(ask, 'one', [yesOrNo('Done', 'Not done: the step fails')]);
  }
}

function step(ask: Ask, gives: Prompt['gives'], controls: readonly Control[]): Prompt {
  return newPrompt({id: ask.key, gives, controls: [...controls, note], refusable: true});
}

/** A question of the engine itself: with fixed choices, or yes and no. */
function decision(ask: Ask, command: string | undefined): Prompt {
  if (ask.type !== undefined) {
    const typed = textInput('answer', `To confirm, type "${ask.type}"`);
    return newPrompt({id: ask.key, gives: 'one', controls: [typed, note], refusable: true});
  }
  const options = ask.choices?.map(({value, title, note}) => ({
    value,
    label: title,
    ...(note !== undefined && {note}),
  }));
  const answer = options === undefined ? yesOrNo('Yes', 'No') : choice('', withChange(options, command));
  const changed = command === undefined ? [] : [textInput(COMMAND, 'Command', {text: command, onlyFor: CHANGE})];
  return newPrompt({
    id: ask.key,
    gives: 'one',
    controls: [answer, ...changed, reason],
    reasonFor: ask.what === 'late-rollback' ? ['yes', 'rollback'] : ['skip'],
  });
}

/** To try again with another command stands behind trying again as it was. */
function withChange(options: Choice['options'], command: string | undefined): Choice['options'] {
  const retry = options.findIndex(({value}) => value === 'retry');
  if (command === undefined || retry === -1) return options;
  return options.toSpliced(retry + 1, 0, {value: CHANGE, label: 'Change the command and try again'});
}

const note = textInput(WHY, 'Note', {optional: true});
const reason = textInput(WHY, 'Reason', {optional: true});

function yesOrNo(yes: string, no: string): Control {
  return choice('', [
    {value: 'yes', label: yes},
    {value: 'no', label: no},
  ]);
}

function fieldControl(field: QuestionField): Control {
  const {name, options, preferred} = field;
  const title = titleOf(field);
  if (options !== undefined) {
    const listed = options.map(({key, label}) => ({value: key, label}));
    const fallback = options.findIndex(({value}) => value === field.default);
    return choice(title, listed, {name, at: preferred ?? fallback});
  }
  if (field.type === 'bool') return boolControl(field, title);
  const text = field.default === undefined || field.default === null ? '' : asText(field.default);
  return textInput(name, title, {optional: field.optional, text, ...(text !== '' && {standard: text})});
}

function boolControl({name, default: fallback}: QuestionField, title: string): Control {
  const options = [
    {value: 'true', label: 'Yes'},
    {value: 'false', label: 'No'},
  ];
  return choice(title, options, {name, at: options.findIndex(({value}) => value === String(fallback))});
}

function titleOf(field: QuestionField): string {
  const form = fieldForm(field);
  return form === '' ? field.title : `${field.title} (${form})`;
}

function asText(value: QuestionField['default']): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
