import {get} from '../../document/node.ts';
import {stepKeys} from '../../kinds/grammar/step-keys.ts';
import type {Block} from '../../model/block.ts';
import type {Common, Undo} from '../../model/step.ts';
import {decodeKeys} from '../decode/decode.ts';
import {withKnown} from '../names/visible.ts';
import {windowOf} from '../windows.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {keySpans} from './keys.ts';
import {checkProbe} from './probe.ts';
import {checkUndo} from './undo.ts';

const shownKeys = pick([
  'title',
  'goal',
  'note',
  'links',
  'estimate',
  'role',
  'danger',
  'hints',
  'noise',
  'irreversible',
]);
const plainKeys = pick(['ask_if', 'timeout', 'temporary', 'updates', 'window']);

/** The keys that stand on every step, whatever its kind. `values` is what an undo can read of the step itself. */
export function commonOf(header: Header, known: Pick<Made, 'values'> & {readonly readOnly: boolean}): Common {
  const {node, def, id, kind, at, entry} = header;
  const reading = readingOf(header);
  const {
    irreversible,
    role: _role,
    links = [],
    hints = [],
    noise = [],
    ...shown
  } = decodeKeys(shownKeys, node, reading);
  const {ask_if, updates: _updates, window, ...plain} = decodeKeys(plainKeys, node, reading);
  const own = get(node, 'on_failure');
  return {
    def,
    id,
    named: entry?.id !== undefined && entry.id === id,
    kind: kind.kind,
    ...shown,
    ...plain,
    links,
    hints,
    noise,
    ...(header.if && {if: header.if}),
    ...(ask_if && {askIf: ask_if}),
    ...(window && {window: windowOf(window, {outside: 'wait', timezone: at.unit.file.timezone})}),
    ...(irreversible && {irreversible}),
    ...(own !== undefined && {onFailure: header.route}),
    readOnly: known.readOnly,
    ...takenBack(header, known.values),
    span: node.entries.find(({key}) => key.value === kind.kind)?.key.span ?? node.span,
    keys: keySpans(node),
  };
}

function takenBack(header: Header, values: Made['values']): {probe?: Block; undo?: Undo} {
  const {node, id, entry, inside} = header;
  const probe = get(node, 'probe');
  const undo = get(node, 'undo');
  const own = entry?.id === undefined ? inside : withKnown(inside, {id, values, doubts: []});
  const checked = probe === undefined ? undefined : checkProbe(probe, header, 'probe');
  const back = undo === undefined ? undefined : checkUndo(undo, {...header, inside: own});
  return {...(checked && {probe: checked}), ...(back && {undo: back})};
}

function pick<const K extends keyof typeof stepKeys>(names: readonly K[]): Pick<typeof stepKeys, K> {
  return Object.fromEntries(names.map((name) => [name, stepKeys[name]])) as Pick<typeof stepKeys, K>;
}
