import type {Entry, MapNode} from '../../document/node.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {positionAt} from '../../text/source-file.ts';
import {errorAt} from '../findings.ts';
import {groupPieces, kindPieces} from '../schema/grammar.ts';
import {handleOf, nameOf, type Place} from './places.ts';

/** What is wrong with the kind of the step at `place`: none, several, or keys of a group at something else. */
export function checkKind(place: Place & {readonly node: MapNode}): readonly Diagnostic[] {
  const {entries} = place.node;
  const or = place.form.or?.key;
  const alternative = entries.find(({key}) => key.value === or);
  if (alternative !== undefined)
    return entries.flatMap((each) => (each === alternative ? [] : [besideNone(alternative, each)]));
  const kinds = entries.filter(({key}) => Object.hasOwn(kindPieces, key.value));
  const [kind, second] = kinds;
  const groupKeys = entries.filter(({key}) => Object.hasOwn(groupPieces, key.value));
  if (kind === undefined && entries.some(({key, value}) => key.value === 'shell' && value.kind === 'scalar')) return [];
  if (kind === undefined) return [groupKeys[0] === undefined ? noKind(place) : needsSteps(groupKeys[0])];
  if (second !== undefined) return [twoKinds(kind, second, kinds.length)];
  return kind.key.value === 'steps' ? [] : groupKeys.map((each) => groupKeyAt(each, kind));
}

/** Whether a step without a kind has its command under `shell`, which says what runs scripts. */
export function isCommandAsShell({key, parent}: Place): boolean {
  if (key?.value !== 'shell' || parent?.node.kind !== 'map' || parent.form.nested === undefined) return false;
  return !parent.node.entries.some((each) => Object.hasOwn(kindPieces, each.key.value));
}

/** What to say of it. */
export function commandAsShell(place: Place): Diagnostic {
  return errorAt(
    handleOf(place),
    'unknown-key',
    '"shell" says which shell runs scripts; a command stands under "run"',
    {
      label: 'write "run"',
      replacement: 'run',
    },
  );
}

function noKind(place: Place): Diagnostic {
  const known = place.form.nested === 'probe' ? ['run', 'http', 'use'] : Object.keys(kindPieces);
  const message = `${nameOf(place)} does one thing, but this one has no kind`;
  return errorAt(handleOf(place), 'one-kind-per-step', message, {help: `add one of ${known.join(', ')}`});
}

function twoKinds(first: Entry, second: Entry, count: number): Diagnostic {
  const {line} = positionAt(first.key.span.file, first.key.span.start);
  const more = count > 2 ? ` and ${count - 2} more` : '';
  const message = `a step does one thing, but this one has both "${first.key.value}" (line ${line}) and "${second.key.value}"${more}`;
  return errorAt(second.key.span, 'one-kind-per-step', message, {
    related: [{span: first.key.span, label: 'the first'}],
    help: 'split it into two steps',
  });
}

function needsSteps({key}: Entry): Diagnostic {
  return errorAt(key.span, 'missing-key', `"${key.value}" needs "steps"`, {
    help: 'it belongs to a group: put what is done into a list below "steps"',
  });
}

function groupKeyAt({key}: Entry, kind: Entry): Diagnostic {
  const message = `"${key.value}" needs "steps": it belongs to a group, but this step is "${kind.key.value}"`;
  return errorAt(key.span, 'misplaced-key', message, {
    related: [{span: kind.key.span, label: 'the kind of this step'}],
    help: `put the step into a group: "steps:" and below it "- ${kind.key.value}: …"`,
  });
}

function besideNone(none: Entry, {key}: Entry): Diagnostic {
  return errorAt(
    key.span,
    'misplaced-key',
    `"${none.key.value}" says that there is nothing to do, so "${key.value}" cannot stand beside it`,
    {
      related: [{span: none.key.span, label: 'says why'}],
    },
  );
}

/** Whether a finding says that something is not there, which a misspelt key beside it may explain. */
export function isAbsence({rule, related}: Diagnostic): boolean {
  return rule === 'missing-key' || (rule === 'one-kind-per-step' && related === undefined);
}

/** Keys of which one must be given, or only one, or only one group may be. */
export function checkExclusive(place: Place & {readonly node: MapNode}): readonly Diagnostic[] {
  const {oneOf, someOf, either} = place.form.keys ?? {};
  const {entries} = place.node;
  if (oneOf !== undefined) {
    const [first, second] = entries.filter(({key}) => oneOf.includes(key.value));
    if (first === undefined) return [noneOf(place, oneOf)];
    return second === undefined ? [] : [bothOf(place, first, second)];
  }
  if (someOf?.every((name) => !entries.some(({key}) => key.value === name))) return [noneOf(place, someOf)];
  if (either === undefined) return [];
  const groupOf = (key: string) => either.findIndex((group) => group.includes(key));
  const grouped = entries.filter(({key}) => groupOf(key.value) !== -1);
  const [first] = grouped;
  const other = grouped.find(({key}) => groupOf(key.value) !== groupOf(first?.key.value ?? ''));
  return first === undefined || other === undefined ? [] : [bothOf(place, first, other)];
}

function noneOf(place: Place, keys: readonly string[]): Diagnostic {
  return errorAt(
    handleOf(place),
    'missing-key',
    `${nameOf(place)} needs one of ${keys.map((key) => `"${key}"`).join(', ')}`,
  );
}

function bothOf(place: Place, first: Entry, second: Entry): Diagnostic {
  const message = `${nameOf(place)} has either "${first.key.value}" or "${second.key.value}", but this one has both`;
  return errorAt(second.key.span, 'exclusive-keys', message, {related: [{span: first.key.span, label: 'the first'}]});
}
