import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Template} from '../../template/template.ts';
import type {Io} from '../io.ts';
import type {ChannelKind} from './contract.ts';
import {channelKinds} from './index.ts';

/** A channel of the file: `kind` is a key of `channelKinds`, `body` what its schema decodes to. */
export interface Channel {
  readonly kind: string;
  readonly body: unknown;
  /** The secrets it needs; where one is missing the channel is off. */
  readonly secrets: readonly string[];
}

/** A message on its way: one template a channel, made for the place its text has there. */
export interface Sending {
  readonly message?: string;
  readonly to: readonly {readonly channel: string; readonly text: Template}[];
}

/** What became of a message, by channel. */
export interface Sent {
  readonly sent: readonly string[];
  /** Channels that are off, for an optional secret is missing. */
  readonly off: readonly string[];
  readonly failed: readonly {readonly channel: string; readonly message: string}[];
}

/** Sends a message to each of its channels, and records it; one that fails does not keep the others from being tried. */
export async function sendMessage(
  message: {
    readonly sending: Sending;
    readonly channels: Readonly<Record<string, Channel>>;
    readonly scope: Scope;
  },
  io: Io,
): Promise<Sent> {
  const {sending, channels, scope} = message;
  const sent: string[] = [];
  const off: string[] = [];
  const failed: {channel: string; message: string}[] = [];
  for (const {channel: name, text} of sending.to) {
    const channel = channels[name];
    if (channel === undefined) throw new Error(`the channel "${name}" was not declared`);
    if (isOff(channel, scope)) {
      off.push(name);
      continue;
    }
    const fault = await sendTo(channel, {text, scope}, io);
    if (fault === undefined) sent.push(name);
    else failed.push({channel: name, message: fault.message});
  }
  io.sent({
    text: textOf(message, sent),
    to: sent,
    missed: [
      ...off.map((channel) => ({channel, because: 'it is off, for a secret it needs is missing'})),
      ...failed.map(({channel, message: because}) => ({channel, because})),
    ],
  });
  return {sent, off, failed};
}

/** The words as they were made for the first channel that took them, or else could have them. */
function textOf({sending, scope}: {readonly sending: Sending; readonly scope: Scope}, sent: readonly string[]): string {
  const taken = sending.to.toSorted((a, b) => Number(sent.includes(b.channel)) - Number(sent.includes(a.channel)));
  const texts = taken.map(({text}) => text.render(scope));
  return texts.find((text) => text.ok)?.value ?? sending.to[0]?.text.source ?? '';
}

/** Whether a secret that the channel needs is missing. */
function isOff(channel: Channel, scope: Scope): boolean {
  return channel.secrets.some((name) => scope.get(['secrets', name]) === undefined);
}

async function sendTo(
  channel: Channel,
  message: {readonly text: Template; readonly scope: Scope},
  io: Io,
): Promise<EvaluationFault | undefined> {
  const {scope} = message;
  const text = message.text.render(scope);
  if (!text.ok) return text.error;
  const outcome = await kindOf(channel).send({body: channel.body, text: io.mask(text.value), scope}, io);
  return outcome.ok ? undefined : outcome.error;
}

function kindOf(channel: Channel): ChannelKind<unknown> {
  const kinds: Readonly<Record<string, ChannelKind<never>>> = channelKinds;
  const kind = kinds[channel.kind];
  if (kind === undefined) throw new Error(`there is no kind of channel "${channel.kind}"`);
  return kind as ChannelKind<unknown>;
}
