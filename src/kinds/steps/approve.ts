import {ok} from '../../base/result.ts';
import {Bool, Closed, Int, KeptFile, People, Short, Text} from '../grammar/fragments.ts';
import {personKeys} from '../grammar/person.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {AskingKind} from './contract.ts';
import {needsOthers} from './needs-others.ts';

const schema = Short(
  Closed(
    {
      what: Text('markdown', {description: 'What is approved.', examples: ['The deployment of {{inputs.version}}']}),
      approvers: Type.Optional(
        People({
          description: 'Who may approve; without it anybody but whoever began the run, took it up or changed it.',
          examples: [['release_manager']],
        }),
      ),
      count: Type.Optional(Int({description: 'How many must approve.', examples: [2], default: 1, minimum: 1})),
      signers: Type.Optional(
        KeptFile({
          description: 'A file of allowed signers as ssh-keygen has it; each approval must then be signed.',
          examples: ['allowed_signers'],
        }),
      ),
      self: Type.Optional(
        Bool({
          description: 'Whether whoever began the run, took it up or changed it may approve.',
          examples: [true],
          default: false,
        }),
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
    const {approvers = [], count = 1, self = false, signers} = body;
    return ok({what: 'approve', text: text.value, approvers, count, self, ...(signers !== undefined && {signers})});
  },
  problems: ({approvers, count = 1}) =>
    approvers === undefined || count <= approvers.length
      ? []
      : [{key: 'count', message: `${count} must approve, and only ${approvers.length} may`}],
  needsOther: needsOthers,
  yes: () => false,
} satisfies AskingKind<ApproveBody>;
