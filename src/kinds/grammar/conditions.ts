import {BOOL} from '../../expression/type.ts';
import {Cel, Closed, OneOrMore, Short, Text, type Visibility} from './fragments.ts';
import {type Static, Type} from './schema.ts';

/** One condition or a list of them; each is a decision, or a decision and what it means where it is false. */
export function conditions(about: {readonly description: string; readonly names: Visibility}) {
  const {description, names} = about;
  const condition = Short(
    Closed(
      {
        that: Cel(BOOL, {description: 'The decision that must be true.', examples: ['steps.build.succeeded'], names}),
        because: Type.Optional(
          Text('text', {
            description: 'What it means where it is false.',
            examples: ['The error rate has increased'],
            names,
          }),
        ),
      },
      {description: 'A decision that must be true.', examples: ['monitors.errors.value <= monitors.errors.baseline']},
    ),
    {text: 'that'},
  );
  return OneOrMore(condition, {
    description,
    examples: [
      'monitors.errors.value <= monitors.errors.baseline',
      [{that: 'steps.smoke_tests.succeeded', because: 'The smoke tests were skipped'}],
    ],
  });
}

/** What conditions decode to. */
export type ConditionsDecoded = Static<ReturnType<typeof conditions>>;
