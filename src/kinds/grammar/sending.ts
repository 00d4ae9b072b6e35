import {Duration, notYet, OneOrMore, Text, type Visibility} from './fragments.ts';
import {NameOf} from './names.ts';
import {Type} from './schema.ts';

const example = {send: 'completed', to: ['team']};

/** The keys of a message on its way: which, or its text, and the channels it goes to. */
export function sendingKeys(names: Visibility) {
  return {
    send: Type.Optional(NameOf('messages', 'The name of a message below `messages`.', 'completed')),
    text: Type.Optional(
      Text('text', {
        description: 'The message itself, instead of `send`.',
        examples: ['Deployment failed: {{run.reason}}'],
        names,
      }),
    ),
    to: OneOrMore(NameOf('channels', 'The name of a channel below `channels`.', 'team'), {
      description: 'The channels it is sent to.',
      examples: [['team', 'log'], 'team'],
    }),
  };
}

const about = {description: 'A message and the channels it is sent to.', examples: [example]};

/** A message that a step sends. */
export const sending = sendingOf('before');

/** A message that an event of the run sends. */
export const eventSending = sendingOf('none');

/** Messages sent while a step lasts. */
export const updates = notYet(
  Type.Object(
    {
      ...sendingKeys('before'),
      every: Duration({description: 'How often the message is sent.', examples: ['30m']}),
    },
    {
      description: 'A message sent again and again while the step lasts.',
      examples: [{...example, every: '30m'}],
      additionalProperties: false,
      'x-one-key-of': ['send', 'text'],
    },
  ),
);

function sendingOf(names: Visibility) {
  const {send, text, to} = sendingKeys(names);
  return Type.Object({send, text, to}, {...about, additionalProperties: false, 'x-one-key-of': ['send', 'text']});
}
