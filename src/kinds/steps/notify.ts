import {ok} from '../../base/result.ts';
import type {Scope} from '../../expression/scope.ts';
import {listOf, STRING} from '../../expression/type.ts';
import {type Sending, sendMessage} from '../channels/send.ts';
import {sending} from '../grammar/sending.ts';
import {outlined} from '../rendered.ts';
import {masked} from '../result-scope.ts';
import type {ActingKind} from './contract.ts';

/** Tells people something. The checker makes the body of what `SendingDecoded` says: a template for each channel. */
export const notify = {
  kind: 'notify',
  sort: 'acts',
  summary: 'Sends a message to channels.',
  schema: sending,
  examples: ["notify: {text: 'The deployment begins', to: [team]}"],
  onCrash: 'repeat',
  readOnly: () => true,
  results: () => ({sent: listOf(STRING), off: listOf(STRING)}),
  expects: [],
  describe(body, scope) {
    const text = body.to[0]?.text.render(masked(scope)) ?? ok('');
    if (!text.ok) return text;
    return ok(`to ${body.to.map(({channel}) => channel).join(', ')}: ${text.value.trimEnd()}`);
  },
  outline: (body, scope) =>
    `to ${body.to.map(({channel}) => channel).join(', ')}: ${textFor(body, masked(scope)).trimEnd()}`,
  async perform({body, scope, channels}, io) {
    const {sent, off, failed} = await sendMessage({sending: body, channels, scope}, io);
    if (failed.length === 0) return {did: 'ended', results: {sent, off}};
    const message = failed.map(({channel, message}) => `${channel}: ${message}`).join('; ');
    return {did: 'broken', message: `not sent to ${message}`};
  },
} satisfies ActingKind<Sending>;

/** The channels get the same words, each made for its place. */
function textFor({to}: Sending, scope: Scope): string {
  const [first] = to;
  return first === undefined ? '' : outlined(first.text, scope);
}
