import type {Value} from '../../base/value.ts';
import {common} from '../../expression/assignable.ts';
import {BOOL, DYN, INT, listOf, NUMBER, record, STRING, type Type} from '../../expression/type.ts';

/** The type of a value that is written in the text. */
export function typeOfValue(value: Value): Type {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'boolean':
      return BOOL;
    case 'number':
      return Number.isInteger(value) ? INT : NUMBER;
    default:
      return value === null ? DYN : typeOfTree(value);
  }
}

function typeOfTree(value: readonly Value[] | {readonly [key: string]: Value}): Type {
  if (isList(value)) return listOf(value.map(typeOfValue).reduce<Type | undefined>(merge, undefined) ?? DYN);
  return record(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, typeOfValue(part)])));
}

function merge(all: Type | undefined, next: Type): Type {
  return all === undefined ? next : common(all, next);
}

function isList(value: readonly Value[] | {readonly [key: string]: Value}): value is readonly Value[] {
  return Array.isArray(value);
}
