import type {Form, Keys} from './form.ts';
import type {Piece} from './fragment.ts';
import type {JsonSchema} from './json-schema.ts';

/** How a schema is written. */
export interface Writing {
  /** Whether it says what things are, with examples: for people and editors, not for our own checker. */
  readonly described: boolean;
  /** The schema of a piece below this one. */
  readonly below: (piece: Piece) => JsonSchema;
}

/** The schema of a form that holds no steps itself. */
export function schemaOf(form: Form, writing: Writing): JsonSchema {
  return {
    ...(writing.described && descriptionOf(form.about)),
    ...(form.types && {type: oneOrList(form.types)}),
    ...scalarSchema(form.scalar, writing),
    ...(form.keys && keysSchema(form.keys, writing)),
    ...(form.values && {
      additionalProperties: writing.below(form.values.piece),
      ...(form.values.keyPattern && {propertyNames: {pattern: form.values.keyPattern}}),
    }),
    ...(form.items && {
      items: writing.below(form.items.piece),
      ...(form.items.minItems !== undefined && {minItems: form.items.minItems}),
    }),
  };
}

/** The schema of a closed map. Which keys exclude each other is said only in a described one: our checker does it in code. */
export function keysSchema(keys: Keys, writing: Writing): JsonSchema {
  const properties = Object.entries(keys.pieces).map(([key, piece]) => [key, writing.below(piece)]);
  return {
    properties: Object.fromEntries(properties),
    ...(keys.required.length > 0 && {required: [...keys.required]}),
    ...(keys.least !== undefined && {minProperties: keys.least}),
    additionalProperties: false,
    ...(writing.described && exclusionsOf(keys)),
  };
}

/** What a piece is, for completion and docs. */
export function descriptionOf({description, examples, default: standard}: Piece): JsonSchema {
  return {
    ...(description !== undefined && {description}),
    ...(examples && {examples: [...examples]}),
    ...(standard !== undefined && {default: standard}),
  };
}

/** A message of our own for a pattern that does not match, understood by YAML editors. */
function patternMessage(scalar: Piece): JsonSchema {
  const [example] = scalar.examples ?? [];
  return example === undefined ? {} : {patternErrorMessage: `write it as in ${JSON.stringify(example)}`};
}

function scalarSchema(scalar: Piece | undefined, {described}: Writing): JsonSchema {
  if (scalar === undefined) return {};
  const {pattern, minimum, maximum} = scalar;
  return {
    ...(scalar.enum && {enum: [...scalar.enum]}),
    ...(pattern !== undefined && {pattern, ...(described && patternMessage(scalar))}),
    ...(minimum !== undefined && {minimum}),
    ...(maximum !== undefined && {maximum}),
  };
}

/** At least one of `someOf`, exactly one of `oneOf`, keys of at most one group of `either`; a scalar or list has no keys and is not meant. */
function exclusionsOf({oneOf, someOf, either, pieces}: Keys): JsonSchema {
  if (someOf !== undefined) {
    return {if: {type: 'object'}, then: {anyOf: someOf.map((key) => ({required: [key]}))}};
  }
  if (oneOf !== undefined) {
    return {if: {type: 'object'}, then: {oneOf: oneOf.map((key) => ({required: [key]}))}};
  }
  if (either === undefined) return {};
  const inGroups = new Set(either.flat());
  const outside = Object.keys(pieces).filter((key) => !inGroups.has(key));
  return {anyOf: either.map((group) => ({propertyNames: {enum: [...outside, ...group]}}))};
}

function oneOrList(types: readonly string[]): string | readonly string[] {
  const unique = [...new Set(types)];
  // Every integer is a number; ajv would call the pair a mistake.
  const needed = unique.includes('number') ? unique.filter((type) => type !== 'integer') : unique;
  return needed.length === 1 ? (needed[0] ?? 'string') : needed;
}
