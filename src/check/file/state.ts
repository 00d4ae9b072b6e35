import {ok, type Result} from '../../base/result.ts';
import {isTimezone} from '../../base/timezone.ts';
import {get, type Node, type ScalarNode} from '../../document/node.ts';
import {channelKinds} from '../../kinds/channels/index.ts';
import type {Place} from '../../template/template.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {SourceFile} from '../../text/source-file.ts';
import {NO_CONTEXT} from '../steps/context.ts';
import type {FileState, SendingNames} from '../unit.ts';
import {declaredNames} from './declared.ts';
import {doubtfulKeys} from './doubt.ts';
import type {FilePlace} from './file-place.ts';
import type {Shared} from './shared.ts';

/** The state of a file before its declarations are read: nothing can be called, and nothing holds by default. */
export function newState(
  root: Node,
  file: SourceFile,
  {place, shape}: {readonly place: FilePlace; readonly shape: readonly Diagnostic[]},
): FileState {
  const {shared, address} = place;
  const zone = get(root, 'timezone');
  return {
    file,
    address,
    findings: shared.findings,
    doubtful: doubtfulKeys(root, shape),
    notYet: shared.notYet,
    defs: shared.defs,
    sizes: shared.sizes,
    declared: declaredNames(root),
    members: membersOf(get(root, 'roles')),
    keep: (path) => keepFile(path, shared),
    timezone: zone?.kind === 'scalar' && isTimezone(zone.text) ? zone.text : 'UTC',
    foreign: foreignTargets(get(root, 'targets')),
    defaults: {context: NO_CONTEXT, route: {to: 'ask'}},
    callable: () => undefined,
    sending: sendingNames(root, place),
  };
}

function membersOf(roles: Node | undefined): FileState['members'] {
  return (name) => {
    const role = get(roles, name);
    if (role === undefined) return undefined;
    const members = get(role, 'members');
    return members?.kind === 'list' ? members.items.flatMap((item) => scalar(item)?.text ?? []) : [];
  };
}

function keepFile(path: string, {read, files}: Shared): Result<string, string> {
  const source = read(path);
  if (!source.ok) return source;
  if (!files.some(({name}) => name === source.value.name)) files.push(source.value);
  return ok(source.value.name);
}

function foreignTargets(targets: Node | undefined): ReadonlySet<string> {
  const entries = targets?.kind === 'map' ? targets.entries : [];
  const language = (target: Node) => scalar(get(target, 'language'))?.text ?? 'sh';
  return new Set(entries.filter(({value}) => language(value) !== 'sh').map(({key}) => key.value));
}

function sendingNames(root: Node, place: FilePlace): SendingNames {
  const messages = get(root, 'messages');
  const channels = get(root, 'channels');
  return {
    message: (name) => {
      const message = scalar(get(messages, name));
      if (message !== undefined) place.shared.sent.add(message);
      return message;
    },
    place: (channel) => placeOf(get(channels, channel)),
    channel: (name) => runName(name, place),
  };
}

/** The name a channel has in the run: a used file's own is told apart where the runbook has one of the same name. */
export function runName(name: string, {shared, path, address}: FilePlace): string {
  const owner = shared.channelOwners.get(name);
  return owner === undefined || owner === address ? name : `${name} (${path})`;
}

function placeOf(channel: Node | undefined): Place {
  const kinds: Readonly<Record<string, {readonly place: Place}>> = channelKinds;
  if (channel?.kind !== 'map') return 'text';
  const kind = channel.entries.find(({key}) => Object.hasOwn(kinds, key.value));
  return (kind && kinds[kind.key.value]?.place) ?? 'text';
}

function scalar(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}
