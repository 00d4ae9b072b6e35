import {type Nested, type Piece, pieceOf} from './fragment.ts';
import {DURATION, DURATION_RANGE, DURATION_TEXT, ID, VARIABLE} from './patterns.ts';

/** What a place of a runbook may hold, whatever building block made it: the one reading that schemas and messages share. */
export interface Form {
  /** Where it is described. */
  readonly about: Piece;
  /** The JSON types it may have; undefined for any JSON. */
  readonly types?: readonly string[];
  /** What a scalar must be like, if one is allowed. */
  readonly scalar?: Piece;
  /** The keys of a map, if one is allowed. */
  readonly keys?: Keys;
  /** What each value of a map with keys of the author's own is. */
  readonly values?: {readonly piece: Piece; readonly keyPattern?: string};
  /** What each item of a list is, if one is allowed. */
  readonly items?: {readonly piece: Piece; readonly minItems?: number};
  /** Steps and what is made of them, which the grammar of steps describes. */
  readonly nested?: Nested;
  /** A map with this key is this instead. */
  readonly or?: {readonly key: string; readonly piece: Piece};
}

/** The keys of a closed map. */
export interface Keys {
  readonly pieces: Readonly<Record<string, Piece>>;
  readonly required: readonly string[];
  /** Exactly one of these. */
  readonly oneOf?: readonly string[];
  /** At least one of these. */
  readonly someOf?: readonly string[];
  /** How many keys must be given at least. */
  readonly least?: number;
  /** Keys of at most one of these groups. */
  readonly either?: readonly (readonly string[])[];
}

/** The form of a piece of the grammar. */
export function formOf(piece: Piece): Form {
  const one = piece['x-one-or-more'];
  if (one !== undefined) return oneOrMore(piece, pieceOf(one));
  if (piece['x-short'] !== undefined) return shortForm(piece, piece['x-short']);
  return plainForm(piece);
}

function plainForm(piece: Piece): Form {
  const nested = piece['x-nested'];
  if (nested !== undefined) {
    const or = piece['x-or'];
    return {about: piece, nested, ...(or && {or: {key: or.key, piece: pieceOf(or.alternative)}})};
  }
  const types = typesOf(piece);
  if (types === undefined) return {about: piece};
  return {
    about: piece,
    types,
    ...(types.some(isScalar) && {scalar: scalarOf(piece)}),
    ...(piece.properties && {keys: keysOf(piece)}),
    ...(typeof piece.additionalProperties === 'object' && {values: valuesOf(piece, piece.additionalProperties)}),
    ...(piece.items && {items: itemsOf(piece, pieceOf(piece.items))}),
  };
}

function oneOrMore(about: Piece, one: Piece): Form {
  const single = formOf(one);
  return {...single, about, types: [...(single.types ?? []), 'array'], items: {piece: one, minItems: 1}};
}

function shortForm(piece: Piece, short: NonNullable<Piece['x-short']>): Form {
  const {'x-short': _short, ...rest} = piece;
  const long = plainForm(rest);
  const text = short.text === undefined ? undefined : formOf(property(piece, short.text));
  const list = short.list === undefined ? undefined : formOf(property(piece, short.list));
  return {
    ...long,
    types: [...(text?.types ?? []), ...(list?.types ?? []), ...(long.types ?? [])],
    ...(text?.scalar && {scalar: text.scalar}),
    ...(list?.items && {items: list.items}),
  };
}

function property(piece: Piece, name: string): Piece {
  const schema = piece.properties?.[name];
  if (schema === undefined) throw new Error(`a short form stands for "${name}", which is no key of the long one`);
  return pieceOf(schema);
}

function keysOf(piece: Piece): Keys {
  const pieces = Object.entries(piece.properties ?? {}).map(([key, schema]) => [key, pieceOf(schema)] as const);
  return {
    pieces: Object.fromEntries(pieces),
    required: piece.required ?? [],
    ...(piece['x-one-key-of'] && {oneOf: piece['x-one-key-of']}),
    ...(piece.minProperties !== undefined && {least: piece.minProperties}),
    ...(piece['x-some-of'] && {someOf: piece['x-some-of']}),
    ...(piece['x-either'] && {either: piece['x-either']}),
  };
}

const KEY_PATTERNS = {id: ID, free: undefined, variable: VARIABLE};

function valuesOf(piece: Piece, value: object): NonNullable<Form['values']> {
  const keyPattern = KEY_PATTERNS[piece['x-keys'] ?? 'id'];
  return {piece: value as Piece, ...(keyPattern !== undefined && {keyPattern})};
}

function itemsOf(piece: Piece, item: Piece): NonNullable<Form['items']> {
  return {piece: item, ...(piece.minItems !== undefined && {minItems: piece.minItems})};
}

/** The scalar of a piece, with the pattern that its annotations stand for. */
function scalarOf(piece: Piece): Piece {
  const duration = piece['x-duration'];
  if (duration === undefined) return piece;
  return {...piece, pattern: duration === true ? DURATION : duration === 'range' ? DURATION_RANGE : DURATION_TEXT};
}

function typesOf(piece: Piece): readonly string[] | undefined {
  if (piece.type === undefined) return undefined;
  return typeof piece.type === 'string' ? [piece.type] : piece.type;
}

function isScalar(type: string): boolean {
  return type !== 'object' && type !== 'array';
}
