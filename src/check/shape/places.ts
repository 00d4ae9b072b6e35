import type {Entry, Node} from '../../document/node.ts';
import type {Span} from '../../text/span.ts';
import type {Form} from '../schema/form.ts';
import type {Piece} from '../schema/fragment.ts';
import {fileForm, flatFormOf} from '../schema/grammar.ts';

/** A node of the document with what the grammar says of its place. */
export interface Place {
  /** The JSON pointer to it, as the validator names it. */
  readonly pointer: string;
  readonly node: Node;
  readonly form: Form;
  /** The key it stands under, if it stands under one. */
  readonly key?: Entry['key'];
  readonly parent?: Place;
}

/** Every place of a document that the grammar knows, by its pointer, outer ones first. Keys it does not know are left out. */
export function placesOf(node: Node): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  visit({pointer: '', node, form: fileForm}, places);
  return places;
}

function visit(place: Place, places: Map<string, Place>): void {
  places.set(place.pointer, place);
  const {node, form, pointer} = place;
  if (node.kind === 'list' && form.items !== undefined) {
    const below = flatFormOf(form.items.piece);
    for (const [index, item] of node.items.entries()) {
      visit({pointer: `${pointer}/${index}`, node: item, form: below, parent: place}, places);
    }
  }
  if (node.kind !== 'map') return;
  for (const {key, value} of node.entries) {
    const piece = pieceAt(form, key.value);
    if (piece === undefined) continue;
    visit({pointer: below(pointer, key.value), node: value, form: flatFormOf(piece), key, parent: place}, places);
  }
}

function pieceAt({keys, values}: Form, key: string): Piece | undefined {
  return keys !== undefined && Object.hasOwn(keys.pieces, key) ? keys.pieces[key] : values?.piece;
}

/** The pointer to the value of `key` below `pointer` (RFC 6901). */
function below(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What a value is called in messages: by its key, if it stands under one. */
export function subjectOf(place: Place): string {
  return place.key === undefined ? nameOf(place) : `"${place.key.value}"`;
}

/** What a place is called in messages: a step, the runbook, or the key it stands under. */
export function nameOf(place: Place): string {
  switch (place.form.nested) {
    case 'step':
    case 'action':
      return 'a step';
    case 'probe':
      return 'a probe';
    case 'arm':
    case 'choice':
      return `an item of "${place.parent?.key?.value ?? 'branch'}"`;
    default:
  }
  if (place.parent === undefined) return 'a runbook';
  const {key, parent} = place;
  return key === undefined ? `an item of ${keyName(parent)}` : `"${key.value}"`;
}

function keyName(place: Place): string {
  return place.key === undefined ? 'the list' : `"${place.key.value}"`;
}

/** The short place to point at for a whole value: the key it stands under, else the first key of it, else itself. */
export function handleOf({key, node}: Place): Span {
  if (key !== undefined) return key.span;
  const first = node.kind === 'map' ? node.entries[0]?.key.span : undefined;
  return first ?? {...node.span, end: firstLineEnd(node.span)};
}

function firstLineEnd({file, start, end}: Span): number {
  const newline = file.text.indexOf('\n', start);
  return newline === -1 ? end : Math.min(end, newline);
}
