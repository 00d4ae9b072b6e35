import {fileKeys, requiredFileKeys} from '../../kinds/grammar/file-keys.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import {armKeys, probeKeys, probeKinds} from '../../kinds/grammar/nested-keys.ts';
import {stepKeys} from '../../kinds/grammar/step-keys.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import {type Form, formOf, type Keys} from './form.ts';
import {type Nested, type Piece, pieceOf} from './fragment.ts';

/** The body of each kind of step. */
export const kindPieces: Readonly<Record<string, Piece>> = Object.fromEntries(
  Object.values(stepKinds).map(({kind, schema}) => [kind, kindPiece(kind, schema)]),
);

/** The keys that every step may have. */
export const stepPieces = piecesOf(stepKeys);

/** The keys that only groups may have, beside `steps`. */
export const groupPieces = without(piecesOf(groupKeys), 'steps');

/** The keys that a probe may have beside its kind. */
export const probePieces = piecesOf(probeKeys);

/** The kinds that a probe may be. */
export const probeKindPieces: Readonly<Record<string, Piece>> = Object.fromEntries(
  probeKinds.map((kind) => [kind, kindPieces[kind] ?? {}]),
);

/** The keys of the file. */
export const fileForm: Form = {
  about: {description: 'A runbook.'},
  types: ['object'],
  keys: {pieces: piecesOf(fileKeys), required: requiredFileKeys},
};

/** The keys of an item of `branch`, or of `choose`. */
function armKeysOf(nested: 'arm' | 'choice'): Keys {
  return {pieces: piecesOf(armKeys), required: nested === 'choice' ? ['title', 'steps'] : ['steps']};
}

/** The form of a piece, where nested steps have every key that some step may have: which of them fit is said in code. */
export function flatFormOf(piece: Piece): Form {
  const known = forms.get(piece);
  if (known !== undefined) return known;
  const form = formOf(piece);
  const flat = form.nested === undefined ? form : {...flatNested(form.nested, form.or), ...form};
  forms.set(piece, flat);
  return flat;
}

/** Pieces are few and never change, places are many. */
const forms = new WeakMap<Piece, Form>();

const SCALARS = ['string', 'number', 'boolean'];
const ALL_STEP_KEYS: Readonly<Record<string, Piece>> = {...stepPieces, ...kindPieces, ...groupPieces};

function flatNested(nested: Nested, or: Form['or']): Omit<Form, 'about'> {
  switch (nested) {
    case 'steps':
      return {types: ['array'], items: {piece: STEP}};
    case 'step':
      return {types: ['object'], keys: closed(ALL_STEP_KEYS)};
    case 'action': {
      const keys = closed(or === undefined ? ALL_STEP_KEYS : {...ALL_STEP_KEYS, ...orKeys(or)});
      return {types: [...SCALARS, 'array', 'object'], scalar: {}, items: {piece: STEP, minItems: 1}, keys};
    }
    case 'probe':
      return {types: [...SCALARS, 'object'], scalar: {}, keys: closed({...probePieces, ...probeKindPieces})};
    case 'arms':
    case 'choices':
      return {types: ['array'], items: {piece: nested === 'arms' ? ARM : CHOICE}};
    case 'arm':
    case 'choice':
      return {types: ['object'], keys: armKeysOf(nested)};
  }
}

/** A step, wherever steps are listed. */
export const STEP: Piece = {'x-nested': 'step', description: 'A step: one kind and the keys of every step.'};
const ARM: Piece = {'x-nested': 'arm', description: 'One way, and when it is taken.'};
const CHOICE: Piece = {'x-nested': 'choice', description: 'One way, and what a person reads of it.'};

function orKeys({piece}: NonNullable<Form['or']>): Readonly<Record<string, Piece>> {
  return formOf(piece).keys?.pieces ?? {};
}

function kindPiece(kind: string, schema: object): Piece {
  const piece = pieceOf(schema);
  return kind === 'choose' ? {...piece, 'x-nested': 'choices'} : piece;
}

function closed(pieces: Readonly<Record<string, Piece>>): Keys {
  return {pieces, required: []};
}

function piecesOf(schemas: Readonly<Record<string, object>>): Readonly<Record<string, Piece>> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, pieceOf(schema)]));
}

function without(pieces: Readonly<Record<string, Piece>>, left: string): Readonly<Record<string, Piece>> {
  return Object.fromEntries(Object.entries(pieces).filter(([key]) => key !== left));
}
