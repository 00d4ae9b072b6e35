import {ok} from '../../base/result.ts';
import {Bool, Closed, Int, ListOf, notYet, Short, Text, Word} from '../grammar/fragments.ts';
import {personKeys} from '../grammar/person.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {AskingKind} from './contract.ts';

const schema = Short(
  Closed(
    {
      what: Text('markdown', {description: 'What is approved.', examples: ['The deployment of {{inputs.version}}']}),
      approvers: Type.Optional(
        notYet(
          ListOf(Word({description: 'A user or a role.', examples: ['release_manager']}), {
            description: 'Who may approve.',
            examples: [['release_manager']],
          }),
        ),
      ),
      count: Type.Optional(notYet(Int({description: 'How many must approve.', examples: [2], default: 1, minimum: 1}))),
      self: Type.Optional(
        Bool({description: 'Whether who started the run may approve.', examples: [true], default: false}),
      ),
      ...personKeys,
    },
    {
      description: 'A gate that a person opens; `--yes` never does.',
      examples: ['The deployment of {{inputs.version}}'],
    },
  ),
  {text: 'what'},
);

/** What `approve` decodes to. */
export type ApproveBody = Static<typeof schema>;

/** A gate that a person opens. */
export const approve = {
  kind: 'approve',
  sort: 'asks',
  summary: 'Waits until a person approves; `--yes` never does.',
  schema,
  examples: ['approve: The deployment to production'],
  fields: () => ({}),
  question(body, scope) {
    const text = body.what.render(scope);
    if (!text.ok) return text;
    return ok({what: 'approve', text: text.value, approvers: [], count: 1, self: body.self ?? false});
  },
  yes: () => false,
} satisfies AskingKind<ApproveBody>;
