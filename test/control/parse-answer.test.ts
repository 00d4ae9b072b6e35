import {describe, expect, test} from 'vitest';
import {fieldForm} from '../../src/control/field-form.ts';
import {type Asked, fieldProblem, parseAnswer} from '../../src/control/parse-answer.ts';
import type {Question, QuestionField} from '../../src/kinds/steps/contract.ts';

const asked = (question: Partial<Question>): Asked =>
  ({what: 'step', question: {what: 'ask', text: 'Sure?', ...question}}) as Asked;
const field = (name: string, type: string, more: Partial<QuestionField> = {}): QuestionField => ({
  name,
  type,
  title: name,
  optional: false,
  ...more,
});

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

describe('a list', () => {
  test.each([
    ['a, b', {}, ['a', 'b']],
    ['a', {}, ['a']],
    ['a,, b ,', {}, ['a', 'b']],
    ['["a, b", "c"]', {}, ['a, b', 'c']],
    [['a', 'b'], {}, ['a', 'b']],
    ['1, 2', {of: 'int'}, [1, 2]],
    ['[1, 2]', {of: 'int'}, [1, 2]],
  ] as const)('%j', (given, more, value) => {
    expect(parseAnswer(asked({fields: [field('hosts', 'list', more)]}), {hosts: given})).toEqual({
      ok: true,
      value: {hosts: value},
    });
  });

  test('says which item does not fit', () => {
    expect(fieldProblem(field('ports', 'list', {of: 'int'}), '80, x')).toBe('"x" is not a whole number');
  });
});

describe('several fields', () => {
  test('are given as a map, whose form is told', () => {
    const fields = [
      field('ticket', 'url'),
      field('hosts', 'list', {optional: true}),
      field('where', 'choice', {
        options: [
          {value: 'eu', label: 'Europe', key: 'eu'},
          {value: 'us', label: 'America', key: 'us'},
        ],
      }),
    ];
    expect(parseAnswer(asked({fields}), 'a, b')).toEqual({
      ok: false,
      error: 'it takes a JSON map of its fields: ticket (URL), hosts (list, as in a, b; optional), where (eu | us)',
    });
  });
});

describe('a field', () => {
  test.each([
    [field('ttl', 'int', {min: 1, max: 60}), '90', '90 is more than the most allowed, 60'],
    [field('ticket', 'url'), 'OPS-7', '"OPS-7" is not a URL; write it with its scheme, as in "https://example.com"'],
    [field('day', 'date'), 'soon', '"soon" is not a date; write it as in "2026-01-31"'],
    [field('tag', 'string', {pattern: '^v'}), '1', '"1" does not match the pattern ^v'],
    [field('tag', 'string'), undefined, '"tag" is missing: tag'],
    [field('tag', 'string', {optional: true}), '', undefined],
    [field('tag', 'string', {default: 'v1'}), undefined, undefined],
  ])('%j given %j', (each, given, problem) => {
    expect(fieldProblem(each, given)).toBe(problem);
  });

  test.each([
    [field('hosts', 'list'), 'list, as in a, b'],
    [field('ports', 'list', {of: 'int', min: 1}), 'list, as in 1, 2; at least 1 item'],
    [field('ttl', 'int', {min: 1, max: 60}), 'whole number; 1 to 60'],
    [field('tag', 'string', {pattern: '^v'}), 'matching ^v'],
    [field('sure', 'bool'), ''],
  ])('has the form of %j', (each, form) => {
    expect(fieldForm(each)).toBe(form);
  });
});
