import {harmless} from '../../base/harmless.ts';
import type {Ask} from '../../events/effect.ts';
import {readableAsk} from '../../events/readable-ask.ts';
import {shellWord} from '../../kinds/steps/shell-word.ts';

/** What a run asks where nobody is at a terminal, and the command that answers it. */
export function questionText(run: string, ask: Ask): string {
  const {text} = readableAsk(ask);
  const [first = ''] = text.trim().split('\n');
  return `runbook: nobody is at a terminal to be asked: ${harmless(first)} (${ask.path})\n  answer it with: ${answerCommand(run, ask)}\n`;
}

function answerCommand(run: string, ask: Ask): string {
  const name = shellWord(ask.what === 'breach' ? ask.key : ask.path);
  if (ask.question?.what === 'approve')
    return `runbook approve ${run} ${name}${ask.question.signers ? ' --key FILE' : ''}`;
  const [value = 'yes', ...others] = valuesOf(ask);
  const instead = others.length === 0 ? '' : `   (or ${others.map(words).join(', ')})`;
  return `runbook answer ${run} ${name} ${words(value)}${instead}`;
}

/** What can be answered; a word in capital letters stands for what only a person knows. */
function valuesOf({what, question, choices, type}: Ask): readonly string[] {
  if (choices !== undefined) return choices.map(({value}) => value);
  if (what !== 'step' || question === undefined) return [type ?? 'yes', 'no'];
  const fields = question.fields ?? [];
  const [only] = fields;
  if (question.what === 'checklist' || only === undefined) return ['done'];
  if (fields.length > 1) return [JSON.stringify(Object.fromEntries(fields.map(({name}) => [name, '…'])))];
  return only.options === undefined ? ['VALUE'] : only.options.map(({key}) => key);
}

/** A step is skipped only with a reason. */
function words(value: string): string {
  return value === 'skip' ? 'skip --why REASON' : shellWord(harmless(value));
}
