import {get, type Node} from '../../document/node.ts';
import {optional, record, STRING, type Type} from '../../expression/type.ts';
import {type ChannelDecoded, channelKinds, channel as channelSchema} from '../../kinds/channels/index.ts';
import {fileKeys} from '../../kinds/grammar/file-keys.ts';
import {type SecretDecoded, secretKinds} from '../../kinds/secrets/index.ts';
import type {Channel, Secret} from '../../model/runbook.ts';
import {decode, decodeKeys} from '../decode/decode.ts';
import {retryOf} from '../retries.ts';
import {routeOf} from '../routes.ts';
import {contextAt, NO_CONTEXT} from '../steps/context.ts';
import {secretsIn} from '../steps/references.ts';
import type {Defaults, Reading} from '../unit.ts';

/** The secrets of a file. */
export function checkSecrets(root: Node, reading: Reading): Readonly<Record<string, Secret>> {
  const {secrets = {}} = decodeKeys({secrets: fileKeys.secrets}, root, reading);
  return Object.fromEntries(Object.entries(secrets).map(([name, decoded]) => [name, secretOf(decoded)]));
}

/** The type of `secrets` in texts: one that may be missing has to be asked for. */
export function secretsType(secrets: Readonly<Record<string, Secret>>, certain: boolean): Type {
  const types = Object.entries(secrets).map(([name, {optional: maybe}]) => [
    name,
    maybe && !certain ? optional(STRING, `the secret "${name}" is optional`) : STRING,
  ]);
  return record(Object.fromEntries(types));
}

/** The channels of a file. */
export function checkChannels(root: Node, reading: Reading): Readonly<Record<string, Channel>> {
  const channels = get(root, 'channels');
  const written = channels?.kind === 'map' ? channels.entries : [];
  return Object.fromEntries(
    written.map(({key, value}) => [
      key.value,
      channelOf(decode(channelSchema, value, {...reading, what: `channels.${key.value}`})),
    ]),
  );
}

/** What holds for every step of the file that does not say otherwise. */
export function checkDefaults(root: Node, reading: Reading): Defaults {
  const node = get(root, 'defaults');
  const {timeout, retry, on_failure} = decodeKeys(defaultKeys, node, {...reading, what: 'defaults'});
  return {
    context: node?.kind === 'map' ? contextAt(node, reading, NO_CONTEXT) : NO_CONTEXT,
    ...(timeout !== undefined && {timeout}),
    ...(retry && {retry: retryOf(retry)}),
    route: on_failure === undefined ? {to: 'ask'} : routeOf(on_failure),
  };
}

const {timeout, retry, on_failure} = fileKeys.defaults.properties;
const defaultKeys = {timeout, retry, on_failure};

function secretOf(decoded: SecretDecoded): Secret {
  const source = Object.keys(secretKinds).find((kind) => kind in decoded) ?? 'env';
  return {source, body: decoded[source as keyof SecretDecoded], optional: decoded.optional ?? false};
}

function channelOf(decoded: ChannelDecoded): Channel {
  const kind = Object.keys(channelKinds).find((each) => each in decoded) ?? 'terminal';
  const body = decoded[kind as keyof ChannelDecoded];
  return {kind, body, secrets: secretsIn(body)};
}
