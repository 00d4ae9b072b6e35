import type {Node} from '../../document/node.ts';
import {entry} from '../../document/node.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {errorAt} from '../findings.ts';
import {VARIABLE} from '../schema/patterns.ts';
import {missingKeys, noKeys, unknownKey} from './keys.ts';
import type {Place} from './places.ts';
import type {ValidationError} from './validator.generated.js';
import {badName, badPattern, badVariable, outOfRange, tooFewItems, unknownValue, wrongType} from './values.ts';

/** A finding, and the key of its map whose absence it explains. */
export interface Translated {
  readonly finding: Diagnostic;
  readonly meant?: string | undefined;
}

type Translate = (place: Place, error: ValidationError) => Translated | undefined;

/** What is said for each keyword of the schema; undefined where another error of the same mistake says it. */
export const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  additionalProperties: (place, {params}) =>
    place.node.kind === 'map' ? unknownKey({...place, node: place.node}, String(params.additionalProperty)) : undefined,
  required: (place, {params}) => ({finding: missingKeys(place, [String(params.missingProperty)])}),
  type: (place) => ({finding: wrongType(place)}),
  enum: (place) => ofScalar(place.node, (node) => unknownValue(place, node, place.form.scalar?.enum ?? [])),
  pattern: (place, {propertyName}) =>
    propertyName === undefined ? ofScalar(place.node, (node) => badPattern(place, node)) : undefined,
  propertyNames: (place, {params}) => {
    const name = String(params.propertyName);
    const key = entry(place.node, name)?.key;
    if (key === undefined) return undefined;
    return {finding: place.form.values?.keyPattern === VARIABLE ? badVariable(key, name) : badName(key, name)};
  },
  minimum: (place, {params}) => ({finding: outOfRange(place, {comparison: '>=', limit: params.limit})}),
  maximum: (place, {params}) => ({finding: outOfRange(place, {comparison: '<=', limit: params.limit})}),
  minProperties: (place) => ({finding: noKeys(place)}),
  minItems: (place) => ({finding: tooFewItems(place)}),
};

/** What the error of a validator means for the author of the runbook. */
export function translate(place: Place, error: ValidationError): Translated | undefined {
  const say = TRANSLATIONS[error.keyword];
  if (say !== undefined) return say(place, error);
  return {finding: errorAt(place.node.span, 'wrong-shape', `this does not fit here (${error.keyword})`)};
}

function ofScalar(node: Node, say: (node: Node & {readonly kind: 'scalar'}) => Diagnostic): Translated | undefined {
  return node.kind === 'scalar' ? {finding: say(node)} : undefined;
}
