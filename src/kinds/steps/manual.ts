import {ok} from '../../base/result.ts';
import {fieldsOf} from '../field-of.ts';
import {fields} from '../grammar/field.ts';
import {Closed, Short, Text} from '../grammar/fragments.ts';
import {personKeys} from '../grammar/person.ts';
import {type Static, Type} from '../grammar/schema.ts';
import {questionFields} from '../question-fields.ts';
import type {AskingKind} from './contract.ts';

const schema = Short(
  Closed(
    {
      text: Text('markdown', {description: 'What is to be done.', examples: ['Switch the DNS entry']}),
      fields: Type.Optional(fields('Evidence: what the person gives with the answer.')),
      ...personKeys,
    },
    {description: 'A person does it and says so.', examples: ['Announce the maintenance on the status page']},
  ),
  {text: 'text'},
);

/** What `manual` decodes to. */
export type ManualBody = Static<typeof schema>;

/** A person does something and says so. */
export const manual = {
  kind: 'manual',
  sort: 'asks',
  summary: 'A person does something by hand and says so.',
  schema,
  examples: ['manual: Announce the maintenance on the status page'],
  fields: (body) => fieldsOf(body.fields ?? {}),
  question(body, scope) {
    const text = body.text.render(scope);
    if (!text.ok) return text;
    const asked = questionFields(fieldsOf(body.fields ?? {}), scope);
    return asked.ok ? ok({what: 'manual', text: text.value, fields: asked.value}) : asked;
  },
  yes: (body) => Object.values(body.fields ?? {}).every((field) => field.optional || field.default !== undefined),
} satisfies AskingKind<ManualBody>;
