import {didYouMean} from '../../base/did-you-mean.ts';
import {durationFault, parseDuration} from '../../base/duration.ts';
import {isTimezone} from '../../base/timezone.ts';
import type {ScalarNode} from '../../document/node.ts';
import {compilePattern, type Pattern} from '../../expression/pattern.ts';
import type {Template} from '../../template/template.ts';
import {errorAt} from '../findings.ts';
import type {FileState, Reading} from '../unit.ts';
import {checkWindowItem} from '../windows.ts';
import type {Fragment} from './fragment.ts';
import {textAt} from './texts.ts';

/** A duration in milliseconds, or a range of them; the check of the shape has said what is none. */
export function decodeDuration(
  fragment: Fragment,
  node: ScalarNode,
  reading: Reading,
): number | {low: number; high: number} {
  if (fragment['x-duration'] !== 'range') {
    const duration = parseDuration(node.text);
    if (duration === 0 && !fragment['x-zero']) tooShort(node, reading);
    tooLong(node.text, node, reading);
    return duration ?? 0;
  }
  const [low = '', high = low] = node.text.split('-').map((text) => text.trim());
  const range = {low: parseDuration(low) ?? 0, high: parseDuration(high) ?? 0};
  if (range.low > range.high && range.high > 0) {
    const message = `"${node.text}" ends before it begins; write "${high}-${low}"`;
    reading.unit.file.findings.add(errorAt(node.span, 'invalid-duration', message));
  }
  if (parseDuration(high) === 0) tooShort(node, reading);
  tooLong(high, node, reading);
  return range;
}

function tooLong(text: string, node: ScalarNode, {unit}: Reading): void {
  const fault = durationFault(text);
  if (fault === undefined || fault === 'is not a duration') return;
  unit.file.findings.add(errorAt(node.span, 'invalid-duration', `"${text}" ${fault}`));
}

function tooShort(node: ScalarNode, {unit}: Reading): void {
  const message = `"${node.text}" is no time at all`;
  unit.file.findings.add({...errorAt(node.span, 'invalid-duration', message), help: 'it must be longer than nothing'});
}

/** A pattern, compiled; one with braces stays a text until its values are known. */
export function decodePattern(fragment: Fragment, node: ScalarNode, reading: Reading): Pattern | Template {
  if (fragment['x-pattern'] === 'template' && node.text.includes('{{'))
    return textAt(node, {place: 'pattern'}, reading);
  const compiled = compilePattern(node.text);
  if (compiled.ok) return compiled.value;
  reading.unit.file.findings.add({
    ...errorAt(node.span, 'bad-regex', `"${node.text}" is not a pattern: ${compiled.error}`),
    help: 'patterns are RE2: no look-around and no back-references',
  });
  return EVERYTHING;
}

/** A number, or the word that may stand instead. */
export function decodeNumber(fragment: Fragment, node: ScalarNode): number | string {
  if (typeof node.value === 'number') return node.value;
  return Array.isArray(fragment.type) && fragment.type.includes('string') ? node.text : 0;
}

/** A word; one that names something declared elsewhere is looked up. */
export function decodeReference(fragment: Fragment, node: ScalarNode, reading: Reading): string {
  const {unit} = reading;
  if (fragment['x-step-ref']) {
    lookUp(node, unit.ids.byId.keys(), {reading, thing: 'step', rule: 'unknown-step', root: 'steps'});
  }
  const of = fragment['x-name-of'];
  if (of !== undefined && !(of === 'targets' && node.text === 'local')) {
    const names = of === 'channels' ? [...unit.file.declared[of].keys(), 'terminal'] : unit.file.declared[of].keys();
    lookUp(node, names, {reading, thing: of.slice(0, -1), rule: `unknown-${of.slice(0, -1)}`, root: of});
  }
  if (fragment['x-kept-file']) return keptFile(node, unit.file);
  if (fragment['x-timezone']) checkTimezone(node, reading);
  if (fragment['x-window-item']) checkWindowItem(node, unit.file.findings);
  return node.text;
}

function keptFile(node: ScalarNode, {keep, findings}: FileState): string {
  const kept = keep(node.text);
  if (kept.ok) return kept.value;
  findings.add(errorAt(node.spanOf(0, node.text.length), 'missing-file', kept.error));
  return node.text;
}

const EVERYTHING: Pattern = {source: '', groups: [], test: () => true, find: () => ({})};

interface LookUp {
  readonly reading: Reading;
  readonly thing: string;
  readonly rule: string;
  readonly root: string;
}

function lookUp(node: ScalarNode, names: Iterable<string>, {reading, thing, rule, root}: LookUp): void {
  const known = [...names];
  const {findings, doubtful, declared} = reading.unit.file;
  if (known.includes(node.text) || doubtful.has(root) || (root === 'steps' && isDoubtful(reading))) return;
  const meant = didYouMean(node.text, known);
  const span = meant === undefined ? undefined : (declaredIn(root, declared)?.get(meant) ?? stepSpan(meant, reading));
  findings.add({
    ...errorAt(node.spanOf(0, node.text.length), rule, `there is no ${thing} "${node.text}"`),
    ...(meant === undefined
      ? {help: known.length === 0 ? `no ${thing} is declared` : `there is ${known.slice(0, 8).join(', ')}`}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
    ...(span && {related: [{span, label: 'similar name declared here'}]}),
  });
}

function isDoubtful({unit}: Reading): boolean {
  return unit.doubtful.has('steps') || unit.doubtful.has('*');
}

function declaredIn(root: string, declared: Reading['unit']['file']['declared']) {
  return Object.hasOwn(declared, root) ? declared[root as keyof typeof declared] : undefined;
}

function stepSpan(id: string, {unit}: Reading) {
  return unit.declaredAt(['steps', id]);
}

function checkTimezone(node: ScalarNode, {unit}: Reading): void {
  if (isTimezone(node.text) && !/^[+-]/.test(node.text)) return;
  const zones = Intl.supportedValuesOf('timeZone');
  const meant = didYouMean(node.text, zones, zones.length);
  unit.file.findings.add({
    ...errorAt(node.spanOf(0, node.text.length), 'invalid-window', `"${node.text}" is not an IANA time zone`),
    ...(meant === undefined
      ? {help: 'write one such as "Europe/Berlin" or "UTC"'}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
  });
}
