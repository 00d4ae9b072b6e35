import {BOOL} from '../../expression/type.ts';
import {Cel, Duration, Int, Short, SomeKeyOf} from './fragments.ts';
import {type Static, Type} from './schema.ts';

/** Further attempts of a step. */
export const retry = Short(
  SomeKeyOf(
    ['times', 'for'],
    {
      times: Type.Optional(
        Int({description: 'How many further attempts; with `for` alone as many as fit.', examples: [3], minimum: 0}),
      ),
      every: Type.Optional(
        Duration({description: 'The pause between attempts.', examples: ['5s'], default: '5s', zero: true}),
      ),
      backoff: Type.Optional(
        Type.Unsafe<number>({
          description: 'Each pause is this many times the last.',
          examples: [2],
          default: 1,
          type: 'number',
          minimum: 1,
        }),
      ),
      for: Type.Optional(
        Duration({description: 'How long after the first attempt began another may begin.', examples: ['10m']}),
      ),
      while: Type.Optional(
        Cel(BOOL, {
          description: 'Only failures for which this holds are tried again.',
          examples: ['status >= 500'],
          names: 'result',
        }),
      ),
    },
    {
      description: 'Further attempts after a failed one; each includes its expectations.',
      examples: [3, {times: 5, every: '3s'}],
    },
  ),
  {text: 'times'},
);

/** What `retry` decodes to. */
export type RetryDecoded = Static<typeof retry>;
