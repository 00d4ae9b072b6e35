import {expect, test} from 'vitest';
import {effectKey, stepPath} from '../../src/base/ids.ts';
import {answerWords} from '../../src/events/answer-words.ts';
import type {Ask} from '../../src/events/effect.ts';

const asked = (more: Partial<Ask>): Ask => ({
  do: 'ask',
  what: 'step',
  key: effectKey('/it ?'),
  path: stepPath('/it'),
  text: 'Deploy it?\nIt cannot be taken back.',
  ...more,
});

const choices = [
  {value: '1', title: 'Fail over'},
  {value: '2', title: 'Wait'},
];
const options = [{key: '5f0c', label: '5f0c of Monday', value: {ID: '5f0c', CREATED: 'Monday'}}];
const field = {name: 'version', title: 'Version', type: 'choice', options, optional: false};

test.each([
  ['approved "Deploy it?"', 'yes', asked({question: {what: 'approve', text: ''}})],
  ['refused "Deploy it?"', 'no', asked({question: {what: 'approve', text: ''}})],
  ['chose "Fail over" for "Deploy it?"', '1', asked({what: 'choose', choices})],
  ['chose "Wait" for "Deploy it?"', '2', asked({what: 'failure', choices})],
  ['accepted the danger "Deploy it?"', 'yes', asked({what: 'danger'})],
  ['did not accept the danger "Deploy it?"', 'no', asked({what: 'danger'})],
  ['said no to "Deploy it?"', 'no', asked({question: {what: 'checklist', text: '', items: ['One']}})],
  ['ticked "One", "Two"', ['One', 'Two'], asked({question: {what: 'checklist', text: '', items: ['One', 'Two']}})],
  ['answered that it is done', {}, asked({question: {what: 'manual', text: ''}})],
  [
    'answered version: 5f0c of Monday',
    {version: options[0]?.value ?? ''},
    asked({question: {what: 'ask', text: '', fields: [field]}}),
  ],
  ['answered version: 5f0c  Monday', {version: options[0]?.value ?? ''}, undefined],
  ['answered "1"', '1', undefined],
  [`chose "Wait" for "${'x'.repeat(79)}…"`, '2', asked({what: 'breach', choices, text: 'x'.repeat(90)})],
])('%s', (words, value, ask) => {
  expect(answerWords(value, ask)).toBe(words);
});
