import type {MapNode, Node} from '../../document/node.ts';
import {plainValue} from '../../document/plain.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {checkExclusive, checkKind} from './kinds.ts';
import {type Place, placesOf} from './places.ts';
import {surprisesAt} from './surprises.ts';
import {type Translated, translate} from './translate.ts';
import {type ValidationError, validate} from './validator.generated.js';

/**
 * What is wrong with the shape of a runbook: keys, kinds and types, each mistake exactly once and at its place.
 * Later stages leave the nodes alone at which this found something: see `poisoned`.
 */
export function checkShape(node: Node): readonly Diagnostic[] {
  const places = placesOf(node);
  const found = new Map<string, Finding[]>();
  for (const error of inOrderOfWeight(errorsOf(node))) {
    const place = places.get(error.instancePath);
    const translated = place && translate(place, error);
    if (place !== undefined && translated !== undefined)
      add(found, place.pointer, {...translated, keyword: error.keyword, error});
  }
  const reported = [...found.values()].flatMap(withoutConsequences);
  for (const place of places.values()) {
    const own = found.get(place.pointer) ?? [];
    reported.push(...surprisesAt(place));
    if (place.node.kind === 'map') reported.push(...inCode({...place, node: place.node}, own));
  }
  return reported.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

/** Whether the check of the shape found something at a node, so that nothing more is to be said of it. */
export function poisoned(findings: readonly Diagnostic[]): (node: Node) => boolean {
  const spans = findings.flatMap(({span}) => (span === undefined ? [] : [span]));
  return (node) =>
    spans.some(({file, start, end}) => file === node.span.file && start >= node.span.start && end <= node.span.end);
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

/** Leaves out that a key is missing where a misspelt one explains it. */
function withoutConsequences(findings: readonly Finding[]): readonly Diagnostic[] {
  const meant = new Set(findings.map((finding) => finding.meant));
  return findings
    .filter(({keyword, error}) => keyword !== 'required' || !meant.has(String(error.params.missingProperty)))
    .map(({finding}) => finding);
}

/** What the schema leaves to code: kinds of steps, and keys that exclude each other. */
function inCode(place: Place & {readonly node: MapNode}, own: readonly Finding[]): readonly Diagnostic[] {
  const {nested, keys} = place.form;
  const isStep = nested === 'step' || nested === 'action' || nested === 'probe';
  const found = isStep ? checkKind(place) : keys === undefined ? [] : checkExclusive(place);
  const explained = own.some(({keyword}) => keyword === 'additionalProperties');
  return explained ? found.filter(({rule}) => rule !== 'one-kind-per-step' && rule !== 'missing-key') : found;
}
