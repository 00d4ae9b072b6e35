import {ok} from '../../base/result.ts';
import {STRING} from '../../expression/type.ts';
import type {Field} from '../field.ts';
import {fieldsOf} from '../field-of.ts';
import {fields} from '../grammar/field.ts';
import {Closed, OneOf, Short, Text} from '../grammar/fragments.ts';
import {personKeys} from '../grammar/person.ts';
import {type Static, Type} from '../grammar/schema.ts';
import {questionFields} from '../question-fields.ts';
import type {AskingKind} from './contract.ts';

const schema = Short(
  Closed(
    {
      question: Type.Optional(
        Text('text', {description: 'The question; the title if left out.', examples: ['Which version is live?']}),
      ),
      fields: Type.Optional(fields('What is asked; without it one text, read as `.answer`.')),
      unattended: Type.Optional(
        OneOf(['wait', 'preferred', 'fail'], {
          description: 'What happens where nobody is there to answer.',
          examples: ['preferred'],
          default: 'wait',
        }),
      ),
      ...personKeys,
    },
    {
      description: 'A question to a person; the short form asks for one text.',
      examples: ['Which version is live?', {fields: {size: {type: 'choice', options: ['small', 'large']}}}],
    },
  ),
  {text: 'question'},
);

/** What `ask` decodes to. */
export type AskBody = Static<typeof schema>;

/** Asks a person for values. */
export const ask = {
  kind: 'ask',
  sort: 'asks',
  summary: 'Asks a person for values.',
  schema,
  examples: ['ask: Which version is live?'],
  fields: fieldsAsked,
  question(body, scope) {
    const text = body.question?.render(scope) ?? ok('');
    if (!text.ok) return text;
    const asked = questionFields(fieldsAsked(body), scope);
    return asked.ok ? ok({what: 'ask', text: text.value, fields: asked.value}) : asked;
  },
  yes: () => false,
} satisfies AskingKind<AskBody>;

function fieldsAsked(body: AskBody): Readonly<Record<string, Field>> {
  if (body.fields !== undefined) return fieldsOf(body.fields);
  return {answer: {name: 'answer', as: 'string', type: STRING, optional: false}};
}
