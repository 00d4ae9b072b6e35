import {basename} from 'node:path';
import {parseDate} from '../../base/civil.ts';
import {entry, get, type Node} from '../../document/node.ts';
import {type FileDecoded, fileKeys} from '../../kinds/grammar/file-keys.ts';
import {lockKinds} from '../../kinds/locks/index.ts';
import type {Runbook, RunLock} from '../../model/runbook.ts';
import {decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {pieceOf} from '../schema/fragment.ts';
import type {Reading} from '../unit.ts';
import {windowOf} from '../windows.ts';

/** The version of the grammar that this program knows. */
const LANGUAGE = 1;

const {runbook, title, language, summary, severity, owner, estimate, reviewed, timezone: zone} = fileKeys;
const {slo, use_when, links, dashboards, window, followups, lock} = fileKeys;
const aboutKeys = {title, summary, severity, owner, estimate, reviewed, links, dashboards};
const otherKeys = {runbook, language, timezone: zone, slo, use_when, window, followups};

type About = Pick<
  Runbook,
  'name' | 'title' | 'useWhen' | 'links' | 'dashboards' | 'followups' | 'timezone' | 'window' | 'slo' | 'lock'
>;

/** The keys of the file that say what it is, and what stands around the run. */
export function checkAbout(root: Node, reading: Reading): About {
  const {links: read = [], dashboards: open = [], title: named = '', ...about} = decodeKeys(aboutKeys, root, reading);
  const other = decodeKeys(otherKeys, root, reading);
  const held = decodeKeys({lock}, root, reading).lock;
  checkName(root, reading);
  checkLanguage(root, reading);
  checkReviewed(root, reading);
  checkSteps(root, reading);
  const {timezone} = reading.unit.file;
  return {
    ...about,
    name: other.runbook ?? '',
    title: named,
    links: read,
    dashboards: open,
    useWhen: other.use_when ?? [],
    timezone,
    ...(other.slo && {slo: sloOf(other.slo)}),
    ...(held && {lock: lockOf(held, get(root, 'lock'), reading)}),
    ...(other.window && {window: windowOf(other.window, {outside: 'refuse', timezone})}),
    followups: (other.followups ?? []).map(({title: what, due, role}) => ({
      title: what,
      due,
      ...(role !== undefined && {role}),
    })),
  };
}

/** Milliseconds; a quarter of it is more than the grace between TERM and KILL. */
const SOONEST = 60_000;

/** On one machine, or in at most one place for several; only there it can expire. */
function lockOf(decoded: NonNullable<FileDecoded['lock']>, node: Node | undefined, {unit}: Reading): RunLock {
  const {name, held = 'refuse', expires} = decoded;
  const [kind, second] = Object.keys(lockKinds).filter((each) => each in decoded);
  const misplaced = second ?? (kind === undefined && expires !== undefined ? 'expires' : undefined);
  if (misplaced !== undefined) {
    const why = second === undefined ? `without ${Object.keys(lockKinds).join(' or ')}` : `beside "${kind}"`;
    const span = entry(node, misplaced)?.key.span;
    unit.file.findings.add(errorAt(span, 'misplaced-key', `a lock has no "${misplaced}" ${why}`));
  }
  if (kind === undefined) return {name, held};
  if (expires !== undefined && expires < SOONEST) {
    const span = get(node, 'expires')?.span;
    const message =
      'a lock expires after 1m at the earliest: a run that loses it needs a quarter of that to end what it runs';
    unit.file.findings.add(errorAt(span, 'bad-bounds', message));
  }
  const body = decoded[kind as keyof typeof lockKinds];
  return {name, held, shared: {kind, body, ...(expires !== undefined && {expires})}};
}

/** What no name is was found by the check of the shape. */
const NAME = new RegExp(pieceOf(runbook).pattern ?? '');

/** The name of a runbook is that of its file, so that a list of runs, a lock and a file name say the same. */
function checkName(root: Node, {unit}: Reading): void {
  const node = get(root, 'runbook');
  const file = basename(unit.file.file.name);
  const wanted = /^(.+)\.ya?ml$/.exec(file)?.[1];
  if (node?.kind !== 'scalar' || wanted === undefined || node.text === wanted || !NAME.test(node.text)) return;
  unit.file.findings.add({
    ...errorAt(node.spanOf(0, node.text.length), 'file-name', `"${node.text}" is not the name of this file, "${file}"`),
    label: `write "${wanted}"`,
    replacement: wanted,
  });
}

function checkLanguage(root: Node, {unit}: Reading): void {
  const node = get(root, 'language');
  if (node?.kind !== 'scalar' || !Number.isInteger(node.value) || Number(node.value) <= LANGUAGE) return;
  const message = `this runbook is written in language ${node.value}, but this program knows ${LANGUAGE}`;
  unit.file.findings.add({
    ...errorAt(node.span, 'newer-language', message),
    help: 'use a newer version of the program',
  });
}

/** Dates are written so that they sort; one in the calendar is more than digits. */
function checkReviewed(root: Node, {unit}: Reading): void {
  const node = get(root, 'reviewed');
  if (node?.kind !== 'scalar' || !/^\d{4}-\d{2}-\d{2}$/.test(node.text) || parseDate(node.text) !== undefined) return;
  unit.file.findings.add(errorAt(node.span, 'invalid-date', `"${node.text}" is not a date`));
}

/** A runbook without steps would succeed and have done nothing. */
function checkSteps(root: Node, {unit}: Reading): void {
  const steps = entry(root, 'steps');
  if (steps?.value.kind !== 'list' || steps.value.items.length > 0) return;
  unit.file.findings.add(errorAt(steps.key.span, 'empty-list', '"steps" needs at least one item'));
}

function sloOf(decoded: {title?: string; objective: string; over?: number}): NonNullable<Runbook['slo']> {
  const {title: what, objective, over} = decoded;
  return {
    objective,
    ...(what !== undefined && {title: what}),
    ...(over !== undefined && {over}),
  };
}
