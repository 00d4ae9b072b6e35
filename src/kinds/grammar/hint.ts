import {Closed, ListOf, RegExp2, Short, Text} from './fragments.ts';
import {Type} from './schema.ts';

const hint = Short(
  Closed(
    {
      seen: Type.Optional(
        RegExp2({
          description: 'Shown only where the output matches this RE2 pattern, and first.',
          examples: ['lease .* expired'],
        }),
      ),
      text: Text('text', {description: 'What may be wrong.', examples: ['The member was down too long']}),
      try: Type.Optional(Text('text', {description: 'What to do about it.', examples: ['Remove it and add it again']})),
    },
    {
      description: 'Something to try at a failure.',
      examples: ['Check the build logs', {seen: 'lease .* expired', text: 'The member was down too long'}],
    },
  ),
  {text: 'text'},
);

/** Things to try at a failure. */
export const hints = ListOf(hint, {
  description: 'What to try at a failure.',
  examples: [['Check the build logs', 'Verify that the dependencies are installed']],
});
