import {didYouMean} from '../../base/did-you-mean.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Reading, Unit} from '../unit.ts';
import {type Explained, lineOf, suggestion, type Use} from './explained.ts';
import type {Link, StepEntry} from './ids.ts';
import {FACTS} from './known.ts';
import {closedBy, type Relation, relationOf} from './relation.ts';

/** Says why `steps.<id>` is not there. */
export function explainStep(use: Use, reading: Reading): Explained {
  const id = use.fault.reference[1] ?? '';
  const {unit} = reading;
  const target = unit.ids.byId.get(id);
  if (target === undefined) return unknownStep(id, reading);
  const value = /^\s*\.\s*(\w+)/.exec(use.source.slice(use.fault.end))?.[1];
  const what = value === undefined || FACTS.includes(value) ? undefined : value;
  const there = {related: [{span: target.idSpan, label: 'this step'}]};
  const from = reading.entry;
  switch (relationFrom(target, reading)) {
    case 'later':
      return {
        rule: 'use-before-capture',
        message: laterMessage(id, what, {reading, line: lineOf(target.idSpan)}),
        ...there,
      };
    case 'beside':
      return {
        rule: 'parallel-race',
        message: `"${from?.id ?? 'this step'}" and "${id}" run at the same time; "${id}" may not have ${
          what === undefined ? 'ended' : `captured "${what}"`
        } yet`,
        help: 'read it after the parallel group, or put the two one after the other',
        ...there,
      };
    case 'rescued':
      return {
        rule: 'capture-on-some-paths',
        message: `"${id}" may not have run: this part of a group sees only what was before the group`,
        ...there,
      };
    case 'itself':
      return {
        rule: 'use-before-capture',
        message:
          target.node === from?.node ? `"${id}" has not run yet when this is read` : `"${id}" has not ended here`,
        help: 'its own values are known in "that", "retry.while" and "undo"',
        ...there,
      };
    case 'closed':
      return {
        rule: 'undefined-name',
        message: `"${id}" is known only inside ${enclosing(closedBy(target), unit)}`,
        ...outlet(closedBy(target)),
        ...there,
      };
  }
}

/** What stands outside the steps sees them as it is said there; its own steps see each other as steps do. */
function relationFrom(target: StepEntry, {entry, sees}: Reading): Relation {
  const own = entry !== undefined && target.trail[0]?.list === entry.trail[0]?.list;
  return sees === undefined || own ? relationOf(target, entry) : 'later';
}

function unknownStep(id: string, {unit, view}: Reading): Explained {
  const visible = view('before').known.keys();
  const meant = didYouMean(id, visible) ?? didYouMean(id, unit.ids.byId.keys());
  const declared = meant === undefined ? undefined : unit.declaredAt(['steps', meant]);
  const known = visible.slice(-8);
  return {
    rule: 'undefined-name',
    message: `there is no step "${id}"`,
    ...(meant !== undefined
      ? suggestion(meant, declared)
      : {help: known.length === 0 ? 'no step with an id comes before this' : `steps before this: ${known.join(', ')}`}),
  };
}

function laterMessage(
  id: string,
  what: string | undefined,
  at: {readonly reading: Reading; readonly line: string},
): string {
  if (at.reading.sees !== undefined) {
    const captured = what === undefined ? `"${id}" is` : `"${what}" is captured by "${id}"`;
    return `${captured} on ${at.line}, but ${at.reading.sees}`;
  }
  return what === undefined
    ? `"${id}" comes later (${at.line})`
    : `"${what}" is captured later, by "${id}" (${at.line})`;
}

function enclosing(link: Link | undefined, unit: Unit): string {
  const owner = link?.owner === undefined ? undefined : unit.ids.entries.get(link.owner)?.id;
  const name = owner === undefined ? '' : ` of "${owner}"`;
  switch (link?.part) {
    case 'loop':
      return owner === undefined ? 'its loop' : `the loop "${owner}"`;
    case 'arm':
      return `its item${name}`;
    case undefined:
      return 'its group';
    default:
      return `the ${link?.part}${name}`;
  }
}

function outlet(link: Link | undefined): Pick<Diagnostic, 'help'> {
  if (link?.part !== 'loop' && link?.part !== 'arm') return {};
  return {help: `what leaves ${link.part === 'loop' ? 'a loop' : 'an item'} leaves it by "outputs"`};
}
