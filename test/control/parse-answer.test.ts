import {describe, expect, test} from 'vitest';
import {type Asked, parseAnswer} from '../../src/control/parse-answer.ts';
import type {Question} from '../../src/kinds/steps/contract.ts';

const asked = (question: Partial<Question>): Asked =>
  ({what: 'step', question: {what: 'ask', text: 'Sure?', ...question}}) as Asked;
const field = (name: string, type: string) => ({name, type, title: name, optional: false}) as never;

describe('no', () => {
  test('is what a question asked for', () => {
    expect(parseAnswer(asked({fields: [field('answer', 'string')]}), 'no')).toEqual({ok: true, value: {answer: 'no'}});
    expect(parseAnswer(asked({fields: [field('sure', 'bool')]}), 'no')).toEqual({ok: true, value: {sure: false}});
    expect(parseAnswer(asked({fields: [field('sure', 'bool')]}), {sure: 'yes'})).toMatchObject({value: {sure: true}});
  });

  test.each(['manual', 'checklist', 'approve'] as const)('to %s is a refusal', (what) => {
    expect(parseAnswer(asked({what, items: ['One'], fields: []}), 'no')).toEqual({ok: true, value: 'no'});
  });
});
