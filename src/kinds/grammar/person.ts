import {Closed, Duration, ListOf, notYet} from './fragments.ts';
import {Type} from './schema.ts';
import {sendingKeys} from './sending.ts';

/** What every question to a person may say in its body. */
export const personKeys = {
  expires: Type.Optional(
    Duration({description: 'How long it may stay unanswered; then it is a failure.', examples: ['4h']}),
  ),
  escalate: Type.Optional(
    notYet(
      ListOf(
        Closed(
          {
            for: Duration({description: 'After being unanswered that long.', examples: ['15m']}),
            ...sendingKeys('before'),
          },
          {
            description: 'Whom to tell when nobody answers.',
            examples: [{for: '15m', send: 'nobody_there', to: 'oncall'}],
          },
        ),
        {
          description: 'Whom to tell, and when, while nobody answers.',
          examples: [[{for: '15m', send: 'nobody_there', to: 'oncall'}]],
        },
      ),
    ),
  ),
};
