import {BOOL, DURATION, DYN, INT, NUMBER, optional, STRING, TIME, type Type} from '../expression/type.ts';
import type {Field} from './field.ts';
import type {FieldDecoded} from './grammar/field.ts';

/** The field `name` as its schema decoded it, with the type of its value. */
export function fieldOf(name: string, decoded: FieldDecoded): Field {
  const {type = 'string', of, optional: mayBeAbsent = false, ...rest} = decoded;
  const whole = typeOf(type, of, decoded.options);
  const absent = mayBeAbsent && decoded.default === undefined;
  return {
    ...rest,
    name,
    as: type,
    type: absent ? optional(whole, `the field "${name}" is optional`) : whole,
    optional: mayBeAbsent,
  };
}

/** Fields by name, as their schema decoded them. */
export function fieldsOf(decoded: Readonly<Record<string, FieldDecoded>>): Readonly<Record<string, Field>> {
  return Object.fromEntries(Object.entries(decoded).map(([name, each]) => [name, fieldOf(name, each)]));
}

const SIMPLE: Readonly<Record<string, Type>> = {int: INT, number: NUMBER, bool: BOOL, duration: DURATION, time: TIME};

function typeOf(as: string, of: FieldDecoded['of'], options: FieldDecoded['options']): Type {
  if (as === 'list') return {kind: as, of: typeOf(of ?? 'string', undefined, undefined)};
  if (as === 'map') return {kind: as, of: of === undefined ? DYN : typeOf(of, undefined, undefined)};
  if (as === 'choice' && options !== undefined && 'evaluate' in options) {
    return options.type.kind === 'list' ? options.type.of : DYN;
  }
  return SIMPLE[as] ?? STRING;
}
