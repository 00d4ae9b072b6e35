import {ok} from '../../base/result.ts';
import {Closed, ListOf, Short, Text} from '../grammar/fragments.ts';
import {personKeys} from '../grammar/person.ts';
import type {Static} from '../grammar/schema.ts';
import type {AskingKind} from './contract.ts';

const schema = Short(
  Closed(
    {
      items: ListOf(Text('text', {description: 'What is ticked.', examples: ['All tests passing in CI']}), {
        description: 'Each is ticked by a person.',
        examples: [['Code reviewed and approved', 'All tests passing in CI']],
        minItems: 1,
      }),
      ...personKeys,
    },
    {
      description: 'Things that a person ticks, one by one.',
      examples: [['Code reviewed and approved', 'All tests passing in CI']],
    },
  ),
  {list: 'items'},
);

/** What `checklist` decodes to. */
export type ChecklistBody = Static<typeof schema>;

/** A person ticks each item. */
export const checklist = {
  kind: 'checklist',
  sort: 'asks',
  summary: 'A person ticks each item of a list.',
  schema,
  examples: ['checklist: [Code reviewed and approved, All tests passing in CI]'],
  fields: () => ({}),
  question(body, scope) {
    const items: string[] = [];
    for (const item of body.items) {
      const text = item.render(scope);
      if (!text.ok) return text;
      items.push(text.value);
    }
    return ok({what: 'checklist', text: '', items});
  },
  yes: () => true,
} satisfies AskingKind<ChecklistBody>;
