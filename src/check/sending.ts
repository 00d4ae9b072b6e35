import {get, type Node, type ScalarNode} from '../document/node.ts';
import {sending as sendingSchema} from '../kinds/grammar/sending.ts';
import type {Sending} from '../model/runbook.ts';
import {decodeKeys} from './decode/decode.ts';
import {constantText, textAt} from './decode/texts.ts';
import type {Reading} from './unit.ts';

const {send, to} = sendingSchema.properties;

/**
 * Checks a message on its way: its text is compiled for the place it has in each channel, with the names that the place
 * which sends it can see.
 */
export function checkSending(node: Node, reading: Reading): Sending {
  const {send: name, to: channels = []} = decodeKeys({send, to}, node, reading);
  const {sending} = reading.unit.file;
  const text = name === undefined ? scalar(get(node, 'text')) : sending.message(name);
  return {
    ...(name !== undefined && {message: name}),
    to: channels.map((channel) => {
      const place = sending.place(channel);
      return {channel: sending.channel(channel), text: text ? textAt(text, {place}, reading) : constantText('', place)};
    }),
  };
}

function scalar(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}
