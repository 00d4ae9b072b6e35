import {ok} from '../../base/result.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {ChannelKind} from './contract.ts';

const schema = Type.Unsafe<true>({
  description: 'Shown to whoever watches the run.',
  examples: [true],
  type: 'boolean',
  enum: [true],
});

/** Shows a message where the run is watched. */
export const terminal = {
  kind: 'terminal',
  summary: 'Shows the message to whoever watches the run.',
  schema,
  examples: ['terminal: true'],
  place: 'text',
  async send({text}, io) {
    io.print(text);
    return ok(null);
  },
} satisfies ChannelKind<Static<typeof schema>>;
