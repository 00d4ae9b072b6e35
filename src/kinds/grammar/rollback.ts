import {Duration, ListOf, Nested, StepRef, Word} from './fragments.ts';
import {Type} from './schema.ts';

/** How the whole is taken back: offered for a time and verified, or impossible with what to do instead. */
export const rollback = Type.Object(
  {
    within: Type.Optional(
      Duration({description: 'How long it is offered after the step `after` ended.', examples: ['30m']}),
    ),
    after: Type.Optional(StepRef({description: 'The step from whose end `within` counts.', examples: ['deploy']})),
    verify: Type.Optional(
      Nested('steps', {
        description: 'Steps that show that the rollback worked.',
        examples: [[{run: 'bin/healthy', read_only: true}]],
      }),
    ),
    impossible: Type.Optional(
      Word({description: 'Why the whole cannot be taken back.', examples: ['The old data format is gone']}),
    ),
    instead: Type.Optional(
      ListOf(Word({description: 'One thing to do instead.', examples: ['Restore last night’s backup']}), {
        description: 'What to do instead.',
        examples: [['Restore last night’s backup']],
      }),
    ),
  },
  {
    description: 'How long and how the whole is taken back, or why that is impossible.',
    examples: [
      {within: '30m', after: 'deploy'},
      {impossible: 'The old data format is gone', instead: ['Restore the backup']},
    ],
    additionalProperties: false,
    minProperties: 1,
    'x-either': [
      ['within', 'after', 'verify'],
      ['impossible', 'instead'],
    ],
  },
);
