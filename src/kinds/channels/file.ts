import {Text} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {ChannelKind} from './contract.ts';

const schema = Text('path', {
  description: 'A file of the working directory to which the message is added.',
  examples: ['deployments.log'],
});

/** Adds a message to a file of the working directory. */
export const file = {
  kind: 'file',
  summary: 'Adds the message to a file of the working directory.',
  schema,
  examples: ['file: deployments.log'],
  place: 'text',
  async send({body, text, scope}, io) {
    const path = body.render(scope);
    return path.ok ? io.append(path.value, text.endsWith('\n') ? text : `${text}\n`) : path;
  },
} satisfies ChannelKind<Static<typeof schema>>;
