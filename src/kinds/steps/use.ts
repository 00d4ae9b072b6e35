import {MapOf, OneKeyOf, Recorded, Short, Text, Word} from '../grammar/fragments.ts';
import {NameOf} from '../grammar/names.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {StructuralKind} from './contract.ts';

const schema = Short(
  OneKeyOf(
    ['block', 'file'],
    {
      block: Type.Optional(NameOf('blocks', 'The name of a block of this file.', 'service_healthy')),
      file: Type.Optional(
        Word({description: 'Another runbook, relative to this file.', examples: ['restore-orders.yaml']}),
      ),
      with: Type.Optional(
        MapOf(Recorded(Text('value', {description: 'The value of one input.', examples: ['{{inputs.api}}']})), {
          description: 'Its inputs; a text that is one reference keeps the type of its value.',
          examples: [{api: '{{inputs.api}}'}],
        }),
      ),
    },
    {
      description: 'Call a block, or another runbook.',
      examples: ['service_healthy', {block: 'service_healthy', with: {api: '{{inputs.api}}'}}],
    },
  ),
  {text: 'block'},
);

/** What `use` decodes to; exactly one of `block` and `file` is given. */
export type UseBody = Static<typeof schema>;

/** Calls a block or another runbook. */
export const use: StructuralKind = {
  kind: 'use',
  sort: 'structures',
  summary: 'Calls a block of this file, or another runbook.',
  schema,
  examples: ['use: service_healthy', "use: {block: service_healthy, with: {api: '{{inputs.api}}'}}"],
};
