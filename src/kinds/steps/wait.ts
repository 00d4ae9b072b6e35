import {BOOL} from '../../expression/type.ts';
import {Cel, DurationText, notYet, OneKeyOf, Short, StepRef, Text} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {StructuralKind} from './contract.ts';

const schema = Short(
  OneKeyOf(
    ['for', 'at', 'step'],
    {
      for: Type.Optional(DurationText({description: 'How long.', examples: ['30m']})),
      at: Type.Optional(
        Text('value', {
          description: 'Until this clock time in the time zone of the file, or this point in time.',
          examples: ['22:00'],
        }),
      ),
      step: Type.Optional(notYet(StepRef({description: 'Until this background step ends.', examples: ['follow']}))),
      fail_if: Type.Optional(
        Cel(BOOL, {description: 'Watched meanwhile: true is a failure.', examples: ['monitors.errors.breached']}),
      ),
    },
    {description: 'A pause.', examples: ['30m', {for: '30m', fail_if: 'monitors.errors.breached'}]},
  ),
  {text: 'for'},
);

/** What `wait` decodes to; exactly one of `for`, `at` and `step` is given. */
export type WaitBody = Static<typeof schema>;

/** Pauses the run. */
export const wait: StructuralKind = {
  kind: 'wait',
  sort: 'structures',
  summary: 'Waits for a while or until a clock time.',
  schema,
  examples: ['wait: 30m', 'wait: {for: 30m, fail_if: monitors.errors.breached}'],
};
