import {schemaOf, type Writing} from './form-schema.ts';
import type {Piece} from './fragment.ts';
import {fileForm, flatFormOf} from './grammar.ts';
import type {JsonSchema} from './json-schema.ts';
import {shareDefinitions} from './share.ts';

/**
 * The schema our own checker validates with: a step has every key that some step may have, so that one mistake is one
 * error. What depends on the kind of a step, and keys that exclude each other, are checked in code.
 */
export function flatSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const writing: Writing = {described: false, below};
  const file = schemaOf(fileForm, writing);
  return shareDefinitions({
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...file,
    definitions: Object.fromEntries(definitions),
  });

  function below(piece: Piece): JsonSchema {
    const form = flatFormOf(piece);
    if (form.nested === undefined) return schemaOf(form, writing);
    const name = form.or === undefined ? form.nested : `${form.nested}_or_${form.or.key}`;
    if (!definitions.has(name)) {
      definitions.set(name, {});
      definitions.set(name, schemaOf(form, writing));
    }
    return {$ref: `#/definitions/${name}`};
  }
}
