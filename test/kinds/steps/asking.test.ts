import {expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {listOf, type Type} from '../../../src/expression/type.ts';
import {approve} from '../../../src/kinds/steps/approve.ts';
import {ask} from '../../../src/kinds/steps/ask.ts';
import {checklist} from '../../../src/kinds/steps/checklist.ts';
import {manual} from '../../../src/kinds/steps/manual.ts';
import {decision, scopeOf, text} from '../fakes.ts';

const row: Type = {kind: 'map', of: {kind: 'string'}};
const recent = [
  {ID: 'dep-2', STATUS: 'live'},
  {ID: 'dep-1', STATUS: 'old'},
];
const scope = scopeOf({steps: {recent: {deployments: recent}}, inputs: {page: 'status'}});

test('the choices of a question come from an earlier step, are shown, keyed and preferred', () => {
  const deployment = {
    type: 'choice' as const,
    options: decision('steps.recent.deployments', ['steps.recent.deployments'], (all: unknown) => all, listOf(row)),
    show: text('{{item.ID}}  {{item.STATUS}}'),
    prefer: decision('item.ID == "dep-1"', ['item.ID'], (id: string) => id === 'dep-1'),
  };
  const body = {fields: {deployment}, unattended: 'preferred' as const};
  expect(ask.fields(body)).toMatchObject({deployment: {as: 'choice', type: row, optional: false}});
  expect(ask.question(body, scope)).toEqual(
    ok({
      what: 'ask',
      text: '',
      fields: [
        {
          name: 'deployment',
          title: 'deployment',
          type: 'choice',
          optional: false,
          options: [
            {value: recent[0], label: 'dep-2  live', key: 'dep-2'},
            {value: recent[1], label: 'dep-1  old', key: 'dep-1'},
          ],
          preferred: 1,
        },
      ],
    }),
  );
});

test('nothing to choose from is a failure that says so', () => {
  const none = {type: 'choice' as const, options: decision('none', [], () => [], listOf(row))};
  expect(ask.question({fields: {which: none}}, scope)).toEqual(
    fail({message: 'there is nothing to choose for "which": the list is empty'}),
  );
});

test('the short form of ask is one text, read as answer', () => {
  const body = {question: text('Which version is live?')};
  expect(Object.keys(ask.fields(body))).toEqual(['answer']);
  expect(ask.question(body, scope)).toMatchObject({
    value: {text: 'Which version is live?', fields: [{name: 'answer', type: 'string'}]},
  });
  expect(ask.yes()).toBe(false);
});

test('manual is answered by --yes only where no field must be given', () => {
  const body = {text: text('Update the {{inputs.page}} page', 'markdown')};
  expect(manual.question(body, scope)).toEqual(ok({what: 'manual', text: 'Update the status page', fields: []}));
  const yes = [{}, {a: {optional: true}}, {a: {default: 'x'}}, {a: {type: 'url' as const}}].map((fields) =>
    manual.yes({...body, fields}),
  );
  expect(yes).toEqual([true, true, true, false]);
});

test('a field that may be left out has an optional type, one with a default has not', () => {
  const {a, b} = manual.fields({
    text: text('x'),
    fields: {a: {type: 'int', optional: true}, b: {optional: true, default: 'x'}},
  });
  expect(a?.type).toMatchObject({kind: 'optional', of: {kind: 'int'}});
  expect(b?.type).toEqual({kind: 'string'});
});

test('a checklist shows its items, an approval waits for a person', () => {
  expect(checklist.question({items: [text('a'), text('{{inputs.page}}')]}, scope)).toEqual(
    ok({what: 'checklist', text: '', items: ['a', 'status']}),
  );
  expect(approve.question({what: text('the deployment')}, scope)).toEqual(
    ok({what: 'approve', text: 'the deployment', approvers: [], count: 1, self: false}),
  );
  expect([checklist.yes(), approve.yes()]).toEqual([true, false]);
});
