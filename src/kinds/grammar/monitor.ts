import {BOOL} from '../../expression/type.ts';
import {Cel, Closed, Duration, Int, Nested, OneKeyOf, OneOf, OneOrMore, StepRef, Text} from './fragments.ts';
import {hints} from './hint.ts';
import {Type} from './schema.ts';

/** Something measured, or watched by a person, beside the steps. */
export const monitor = OneKeyOf(
  ['probe', 'manual'],
  {
    title: Type.Optional(Text('text', {description: 'What it watches.', examples: ['Spike in error rates']})),
    probe: Type.Optional(
      Nested('probe', {
        description: 'How it is measured: a command, or a step that only looks.',
        examples: ['railway logs --tail 100', {http: 'https://api.example.com/health'}],
      }),
    ),
    value: Type.Optional(
      Cel(undefined, {description: 'The value, from the result of the probe.', examples: ['took_ms'], names: 'sample'}),
    ),
    manual: Type.Optional(
      Text('text', {description: 'What a person watches instead.', examples: ['Watch the performance dashboard']}),
    ),
    every: Type.Optional(Duration({description: 'How often it is measured.', examples: ['15s'], default: '30s'})),
    baseline: Type.Optional(
      Closed(
        {after: StepRef({description: 'The step after which it is measured.', examples: ['pre_deployment']})},
        {description: 'When the value to compare with is measured.', examples: [{after: 'pre_deployment'}]},
      ),
    ),
    breach: Type.Optional(
      Cel(BOOL, {
        description: 'What is not well, over `value` and `baseline`.',
        examples: ['value > 2 * baseline'],
        names: 'breach',
      }),
    ),
    samples: Type.Optional(
      Int({description: 'How many breaches in a row count.', examples: [2], default: 1, minimum: 1}),
    ),
    during: OneOrMore(StepRef({description: 'A step or group.', examples: ['deploy']}), {
      description: 'The steps beside which it is measured.',
      examples: [['deploy', 'health']],
    }),
    on_breach: Type.Optional(
      OneOf(['ask', 'pause', 'rollback', 'warn'], {
        description: 'What happens at a breach.',
        examples: ['warn'],
        default: 'ask',
      }),
    ),
    hints: Type.Optional(hints),
  },
  {
    description: 'Something watched beside the steps.',
    examples: [
      {probe: 'railway logs --tail 100', value: 'stdout.lines().size()', breach: 'value > 5', during: ['deploy']},
    ],
  },
);
