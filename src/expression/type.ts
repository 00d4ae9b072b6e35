/**
 * A static type of the language.
 * `optional` is a value that may be absent: it may only be asked about (`!= null`, `first`, `{{#if}}`) or used
 * where a condition has shown that it is there. `because` completes "may be absent: …".
 */
export type Type =
  | {readonly kind: 'string' | 'int' | 'number' | 'bool' | 'duration' | 'time' | 'null' | 'dyn'}
  | {readonly kind: 'list'; readonly of: Type}
  | {readonly kind: 'map'; readonly of: Type}
  | {readonly kind: 'record'; readonly fields: Readonly<Record<string, Type>>}
  | {readonly kind: 'optional'; readonly of: Type; readonly because: string};

export const STRING: Type = {kind: 'string'};
export const INT: Type = {kind: 'int'};
export const NUMBER: Type = {kind: 'number'};
export const BOOL: Type = {kind: 'bool'};
export const DURATION: Type = {kind: 'duration'};
export const TIME: Type = {kind: 'time'};
export const DYN: Type = {kind: 'dyn'};

/** A list of `of`. */
export const listOf = (of: Type): Type => ({kind: 'list', of});

/** A record with these fields and no others. */
export const record = (fields: Readonly<Record<string, Type>>): Type => ({kind: 'record', fields});

/** An `of` that may be absent. */
export const optional = (of: Type, because: string): Type => ({kind: 'optional', of, because});

/** The type as written in messages: `list<string>`, `int?`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'list':
    case 'map':
      return `${type.kind}<${typeText(type.of)}>`;
    case 'optional':
      return `${typeText(type.of)}?`;
    case 'record':
      return 'map';
    default:
      return type.kind;
  }
}
