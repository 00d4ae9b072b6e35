import type {MapNode, Node} from '../../document/node.ts';
import {plainValue} from '../../document/plain.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {kindPieces} from '../schema/grammar.ts';
import {missingKeys, neededText} from './keys.ts';
import {checkExclusive, checkKind, isAbsence} from './kinds.ts';
import {type Place, placesOf} from './places.ts';
import {surprisesAt} from './surprises.ts';
import {type Translated, translate} from './translate.ts';
import {type ValidationError, validate} from './validator.generated.js';

/** What is wrong with the shape of a runbook: keys, kinds and types, each mistake exactly once and at its place. */
export function checkShape(node: Node): readonly Diagnostic[] {
  const places = placesOf(node);
  const found = new Map<string, Finding[]>();
  for (const error of inOrderOfWeight(errorsOf(node))) {
    const place = places.get(error.instancePath);
    const translated = place && translate(place, error);
    if (place !== undefined && translated !== undefined)
      add(found, place.pointer, {...translated, keyword: error.keyword, error});
  }
  const reported = [...found].flatMap(([pointer, own]) => withoutConsequences(places.get(pointer), own));
  for (const place of places.values()) {
    const own = found.get(place.pointer) ?? [];
    reported.push(...surprisesAt(place));
    if (place.node.kind === 'map') reported.push(...inCode({...place, node: place.node}, own));
  }
  return reported.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

interface Finding extends Translated {
  readonly keyword: string;
  readonly error: ValidationError;
}

function errorsOf(node: Node): readonly ValidationError[] {
  return validate(plainValue(node)) ? [] : (validate.errors ?? []);
}

/** A value of the wrong type fits no pattern either: the type is what is said. */
const WEIGHTS = ['type', 'enum', 'pattern', 'minimum', 'maximum'];

function inOrderOfWeight(errors: readonly ValidationError[]): readonly ValidationError[] {
  const weight = ({keyword}: ValidationError) => WEIGHTS.indexOf(keyword);
  return errors.toSorted((a, b) => weight(a) - weight(b));
}

function add(found: Map<string, Finding[]>, pointer: string, finding: Finding): void {
  const known = found.get(pointer) ?? [];
  const isSecond = WEIGHTS.includes(finding.keyword) && known.some(({keyword}) => WEIGHTS.includes(keyword));
  if (!isSecond) found.set(pointer, [...known, finding]);
}

/** Says once what keys are missing, and leaves out those that a misspelt one explains. */
function withoutConsequences(place: Place | undefined, findings: readonly Finding[]): readonly Diagnostic[] {
  const meant = new Set(findings.map((finding) => finding.meant));
  const [missing, others] = parted(findings, ({keyword}) => keyword === 'required');
  const names = missing.map(({error}) => String(error.params.missingProperty)).filter((name) => !meant.has(name));
  const found = others.map(({finding}) => finding);
  if (place === undefined || names.length === 0) return found;
  const odd = others.findIndex(({keyword, meant: word}) => keyword === 'additionalProperties' && word === undefined);
  if (odd === -1) return [...found, missingKeys(place, names)];
  // A key that nobody knows probably is the missing one.
  return found.map((each, at) =>
    at === odd ? {...each, message: `${each.message}, which needs ${neededText(names)}`} : each,
  );
}

/** What the schema leaves to code: kinds of steps, and keys that exclude each other. */
function inCode(place: Place & {readonly node: MapNode}, own: readonly Finding[]): readonly Diagnostic[] {
  const {nested, keys, or} = place.form;
  const isStep = nested === 'step' || nested === 'action' || nested === 'probe';
  const found = isStep ? checkKind(place) : keys === undefined ? [] : checkExclusive(place);
  const isExplained = own.some(({keyword, meant}) => {
    if (keyword !== 'additionalProperties') return false;
    const wanted = isStep ? [...Object.keys(kindPieces), or?.key] : (keys?.oneOf ?? keys?.someOf ?? []);
    return meant === undefined || wanted.includes(meant);
  });
  return isExplained ? found.filter((finding) => !isAbsence(finding)) : found;
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
