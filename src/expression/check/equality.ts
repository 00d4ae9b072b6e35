import type {Value} from '../../base/value.ts';
import {isMap} from '../fits.ts';
import {parseTime} from '../time.ts';
import type {Type} from '../type.ts';

const NUMERIC = new Set<Type['kind']>(['int', 'number']);
const MAPS = new Set<Type['kind']>(['map', 'record']);

/** Whether two types can be equal at all. */
export function comparable(a: Type, b: Type): boolean {
  if (a.kind === 'dyn' || b.kind === 'dyn' || a.kind === 'null' || b.kind === 'null') return true;
  if (a.kind === 'optional') return comparable(a.of, b);
  if (b.kind === 'optional') return comparable(a, b.of);
  if (a.kind === 'list' && b.kind === 'list') return comparable(a.of, b.of);
  if (MAPS.has(a.kind) && MAPS.has(b.kind)) return true;
  return a.kind === b.kind || (NUMERIC.has(a.kind) && NUMERIC.has(b.kind));
}

/** Whether two values are equal; times by the moment, numbers by their size, lists and maps by what is in them. */
export function equal(a: Value | undefined, b: Value | undefined, times: boolean): boolean {
  if (a === b) return true;
  if (a === undefined || a === null) return b === undefined || b === null;
  if (times && typeof a === 'string' && typeof b === 'string') return sameMoment(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index], times));
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key], times))
  );
}

/** Whether times are meant by a type, or within it. */
export function holdsTime(type: Type): boolean {
  switch (type.kind) {
    case 'time':
      return true;
    case 'list':
    case 'map':
    case 'optional':
      return holdsTime(type.of);
    default:
      return false;
  }
}

function sameMoment(a: string, b: string): boolean {
  const moment = parseTime(a);
  return moment !== undefined && moment === parseTime(b);
}
