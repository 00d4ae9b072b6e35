import {didYouMean} from '../../base/did-you-mean.ts';
import {entry, type MapNode} from '../../document/node.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Span} from '../../text/span.ts';
import {errorAt} from '../findings.ts';
import {formOf} from '../schema/form.ts';
import {fileForm, groupPieces, kindPieces, stepPieces} from '../schema/grammar.ts';
import {flowText} from './flow-text.ts';
import {insteadOfKey, snakeCase} from './newcomers.ts';
import {handleOf, nameOf, type Place} from './places.ts';

/** A key that is none here, and the key that was probably meant. */
export interface UnknownKey {
  readonly finding: Diagnostic;
  /** It explains why this key is missing. */
  readonly meant?: string;
}

/** What to say of a key that the map at `place` does not know. */
export function unknownKey(place: Place & {readonly node: MapNode}, name: string): UnknownKey {
  const unknown: Unknown = {
    place,
    name,
    span: entry(place.node, name)?.key.span ?? handleOf(place),
    where: nameOf(place),
    legal: legalKeys(place),
  };
  return (
    gluedColon(unknown) ??
    wordFromElsewhere(unknown) ??
    keyOfElsewhere(unknown) ??
    adviceOnly(unknown) ??
    misspelt(unknown)
  );
}

interface Unknown {
  readonly place: Place & {readonly node: MapNode};
  readonly name: string;
  readonly span: Span;
  /** What the map is called. */
  readonly where: string;
  readonly legal: readonly string[];
}

/** `{url:https://…}`: without a blank the colon is part of the key. */
function gluedColon({name, span, legal}: Unknown): UnknownKey | undefined {
  const [, word = '', rest = ''] = /^([A-Za-z_]+):(.+)$/s.exec(name) ?? [];
  if (!legal.includes(word)) return undefined;
  const finding = errorAt(span, 'yaml-syntax', `a blank is missing after "${word}:"`, {
    replacement: `${word}: ${rest}`,
  });
  return {finding, meant: word};
}

function wordFromElsewhere({name, span, where, legal}: Unknown): UnknownKey | undefined {
  const {word, help} = insteadOfKey(name).find((each) => each.word !== undefined && legal.includes(each.word)) ?? {};
  if (word === undefined) return undefined;
  const meant = meantBy(name, legal);
  if (meant !== undefined && meant !== word && isTypo(name, meant)) return undefined;
  const finding = errorAt(span, 'unknown-key', `${where} has no "${name}"; here it is called "${word}"`, {
    label: `write "${word}"`,
    replacement: word,
    ...(help && {help}),
  });
  return {finding, meant: word};
}

function keyOfElsewhere({place, name, span}: Unknown): UnknownKey | undefined {
  const elsewhere = belongsElsewhere(place, name);
  if (elsewhere === undefined) return undefined;
  const {message, help, meant} = elsewhere;
  return {finding: errorAt(span, 'unknown-key', message, {help}), ...(meant !== undefined && {meant})};
}

function adviceOnly({place, name, span, where, legal}: Unknown): UnknownKey | undefined {
  const applies = (beside?: string) => (beside === undefined ? isStep(place) : legal.includes(beside));
  const {help} = insteadOfKey(name).find(({word, beside}) => word === undefined && applies(beside)) ?? {};
  if (help === undefined) return undefined;
  return {finding: errorAt(span, 'unknown-key', `${where} has no "${name}"`, {help})};
}

function misspelt({name, span, where, legal}: Unknown): UnknownKey {
  const message = `unknown key "${name}" in ${where}`;
  const meant = meantBy(name, legal);
  if (meant === undefined) return {finding: errorAt(span, 'unknown-key', message, {help: listed(legal)})};
  return {
    finding: errorAt(span, 'unknown-key', message, {label: `did you mean "${meant}"?`, replacement: meant}),
    meant,
  };
}

function meantBy(name: string, legal: readonly string[]): string | undefined {
  return legal.includes(snakeCase(name)) ? snakeCase(name) : didYouMean(name, legal);
}

/** What to say of keys that must be there and are not. */
export function missingKeys(place: Place, names: readonly string[]): Diagnostic {
  const examples = names.map((name) => `${name}: ${flowText(place.form.keys?.pieces[name]?.examples?.[0])}`);
  return errorAt(handleOf(place), 'missing-key', `${nameOf(place)} needs ${neededText(names)}`, {
    help: `for example: ${examples.join(', ')}`,
  });
}

/** What to say of a map that says nothing. */
export function noKeys(place: Place): Diagnostic {
  return errorAt(handleOf(place), 'missing-key', `${nameOf(place)} says nothing`, {
    help: listed(Object.keys(place.form.keys?.pieces ?? {})),
  });
}

/** Keys that must be there, in words. */
export function neededText(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}

/** The keys that may stand here, those of the step's own kind only. */
function legalKeys(place: Place & {readonly node: MapNode}): readonly string[] {
  const known = Object.keys(place.form.keys?.pieces ?? {});
  if (!isStep(place)) return known;
  const kind = place.node.entries.find(({key}) => Object.hasOwn(kindPieces, key.value))?.key.value;
  if (kind === undefined || place.form.nested === 'probe') return known;
  const others = known.filter((key) => !Object.hasOwn(kindPieces, key) && !Object.hasOwn(groupPieces, key));
  return kind === 'steps' ? [...others, ...Object.keys(groupPieces)] : others;
}

function isStep({form}: Place): boolean {
  return form.nested === 'step' || form.nested === 'action' || form.nested === 'probe';
}

/** One letter wrong is a slip; a word from elsewhere that happens to be near is not. */
function isTypo(name: string, meant: string): boolean {
  return Math.abs(name.length - meant.length) <= 1 && name.length > 4;
}

interface Elsewhere {
  readonly message: string;
  readonly help: string;
  readonly meant?: string;
}

function belongsElsewhere(place: Place & {readonly node: MapNode}, name: string): Elsewhere | undefined {
  if (isStep(place)) return insideKind(place.node, name);
  const outer = place.parent;
  const kind = place.key?.value ?? '';
  if (outer !== undefined && isStep(outer) && Object.hasOwn(kindPieces, kind) && Object.hasOwn(stepPieces, name)) {
    return {message: `"${name}" belongs beside "${kind}", not inside it`, help: 'indent it like the keys of the step'};
  }
  if (Object.hasOwn(place.form.keys?.pieces ?? {}, 'steps') && Object.hasOwn(kindPieces, name)) {
    return {
      message: `"${name}" is a step, and steps stand below "steps"`,
      help: `write "steps:" and below it "- ${name}: …"`,
      meant: 'steps',
    };
  }
  if (place.form !== fileForm) return undefined;
  const defaults = formOf(fileForm.keys?.pieces.defaults ?? {}).keys?.pieces ?? {};
  if (Object.hasOwn(defaults, name)) {
    return {message: `a runbook has no "${name}" of its own`, help: `for every step write it below "defaults"`};
  }
  return undefined;
}

/** A key of the body of a kind, written beside the kind. */
function insideKind(node: MapNode, name: string): Elsewhere | undefined {
  const own = node.entries.find(({key}) => Object.hasOwn(kindPieces, key.value))?.key.value;
  const has = (kind: string) => Object.hasOwn(formOf(kindPieces[kind] ?? {}).keys?.pieces ?? {}, name);
  if (own !== undefined && has(own)) {
    return {
      message: `"${name}" belongs inside "${own}"`,
      help: `write the keys of "${own}" below it: ${shortKey(own)}"${name}: …"`,
    };
  }
  const owner = own === undefined ? Object.keys(kindPieces).find(has) : undefined;
  return owner === undefined
    ? undefined
    : {
        message: `"${name}" belongs inside "${owner}", which this step does not have`,
        help: `write "${owner}:" and below it "${name}: …"`,
      };
}

/** The key that the short form of a kind stands for. */
function shortKey(kind: string): string {
  const short = kindPieces[kind]?.['x-short']?.text;
  return short === undefined ? '' : `"${short}: …" and `;
}

const MOST_NAMES = 12;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES
    ? `it may have ${shown}, … and ${names.length - MOST_NAMES} more`
    : `it may have ${shown}`;
}
