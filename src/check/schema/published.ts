import {stepKinds} from '../../kinds/steps/index.ts';
import {type Form, formOf} from './form.ts';
import {descriptionOf, keysSchema, schemaOf, type Writing} from './form-schema.ts';
import type {Piece} from './fragment.ts';
import {
  fileForm,
  flatFormOf,
  groupPieces,
  kindPieces,
  probeKindPieces,
  probePieces,
  STEP,
  stepPieces,
} from './grammar.ts';
import type {JsonSchema} from './json-schema.ts';
import {shareDefinitions} from './share.ts';

/**
 * The schema for editors and people (draft-07): one closed branch for each kind of step, with a title, and a
 * description and an example at every key.
 */
export function publishedSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const book: Book = {
    described: true,
    below: (piece) => pieceSchema(piece, book),
    define(name, make) {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, make());
      }
      return {$ref: `#/definitions/${name}`};
    },
  };
  const file = schemaOf(fileForm, book);
  return shareDefinitions({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:runbook:language:1',
    title: 'Runbook',
    ...file,
    definitions: Object.fromEntries(definitions),
  });
}

interface Book extends Writing {
  /** The definition `name`, made when it is first asked for. */
  readonly define: (name: string, make: () => JsonSchema) => JsonSchema;
}

function pieceSchema(piece: Piece, book: Book): JsonSchema {
  const form = formOf(piece);
  if (form.nested === undefined) return schemaOf(form, book);
  const name = form.or === undefined ? form.nested : `${form.nested}_or_${form.or.key}`;
  return {...descriptionOf(piece), ...book.define(name, () => nestedSchema(form, book))};
}

function nestedSchema(form: Form, book: Book): JsonSchema {
  switch (form.nested) {
    case 'step':
      return {type: 'object', oneOf: stepBranches(book)};
    case 'action': {
      const none = form.or === undefined ? [] : [schemaOf(formOf(form.or.piece), book)];
      return {oneOf: [SCRIPT, {type: 'array', items: book.below(STEP), minItems: 1}, ...none, ...stepBranches(book)]};
    }
    case 'probe':
      return {oneOf: [SCRIPT, ...probeBranches(book)]};
    default:
      return schemaOf(flatFormOf(form.about), book);
  }
}

function stepBranches(book: Book): readonly JsonSchema[] {
  return Object.entries(kindPieces).map(([kind, body]) => {
    const pieces = {[kind]: body, ...stepPieces, ...(kind === 'steps' ? groupPieces : {})};
    return book.define(`step_${kind}`, () => branch(kind, pieces, book));
  });
}

function probeBranches(book: Book): readonly JsonSchema[] {
  return Object.entries(probeKindPieces).map(([kind, body]) =>
    book.define(`probe_${kind}`, () => branch(kind, {[kind]: body, ...probePieces}, book)),
  );
}

function branch(kind: string, pieces: Readonly<Record<string, Piece>>, book: Book): JsonSchema {
  const {summary} = stepKinds[kind as keyof typeof stepKinds];
  return {title: kind, description: summary, type: 'object', ...keysSchema({pieces, required: [kind]}, book)};
}

const SCRIPT: JsonSchema = {type: ['string', 'number', 'boolean'], description: 'A script for the shell.'};
