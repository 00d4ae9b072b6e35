import type {Value} from '../base/value.ts';
import {parseTime} from './time.ts';
import type {Type} from './type.ts';

/** Whether a value that came at run time is of type `type`. */
export function fits(value: Value, type: Type): boolean {
  switch (type.kind) {
    case 'dyn':
      return true;
    case 'null':
      return value === null;
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
      return Number.isSafeInteger(value);
    case 'number':
    case 'duration':
      return typeof value === 'number' && Number.isFinite(value);
    case 'time':
      return typeof value === 'string' && parseTime(value) !== undefined;
    case 'optional':
      return value === null || fits(value, type.of);
    case 'list':
      return Array.isArray(value) && value.every((item) => fits(item, type.of));
    case 'map':
      return isMap(value) && Object.values(value).every((item) => fits(item, type.of));
    case 'record':
      return isMap(value) && Object.entries(type.fields).every(([name, field]) => fits(memberOr(value, name), field));
  }
}

/** Whether a value is a map, of JSON's kind. */
export function isMap(value: Value | undefined): value is {readonly [key: string]: Value} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOr(value: {readonly [key: string]: Value}, name: string): Value {
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}
