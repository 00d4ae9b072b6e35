import type {Type} from './type.ts';

/** Whether a value of type `from` may stand where `to` is expected; `dyn` may stand anywhere, and is looked at when it runs. */
export function assignable(from: Type, to: Type): boolean {
  if (from.kind === 'dyn' || to.kind === 'dyn') return true;
  if (to.kind === 'optional') return from.kind === 'null' || assignable(strip(from), to.of);
  switch (from.kind) {
    case 'optional':
      return false;
    case 'int':
      return to.kind === 'int' || to.kind === 'number';
    case 'list':
      return to.kind === 'list' && assignable(from.of, to.of);
    case 'map':
      return to.kind === 'map' && assignable(from.of, to.of);
    case 'record':
      return recordFits(from.fields, to);
    default:
      return from.kind === to.kind;
  }
}

/** The type of `type.name`, or undefined where it has no such member. */
export function memberOf(type: Type, name: string): Type | undefined {
  switch (type.kind) {
    case 'record':
      return Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
    case 'map':
      return type.of;
    case 'dyn':
      return type;
    case 'optional':
      return memberOf(type.of, name);
    default:
      return undefined;
  }
}

/** The narrowest type both fit: `int` and `number` meet in `number`, strangers in `dyn`. */
export function common(a: Type, b: Type): Type {
  if (assignable(a, b) && a.kind !== 'dyn') return b;
  if (assignable(b, a) && b.kind !== 'dyn') return a;
  if (a.kind === 'list' && b.kind === 'list') return {kind: 'list', of: common(a.of, b.of)};
  return {kind: 'dyn'};
}

/** The type without its `optional`. */
export function strip(type: Type): Type {
  return type.kind === 'optional' ? type.of : type;
}

function recordFits(fields: Readonly<Record<string, Type>>, to: Type): boolean {
  if (to.kind === 'map') return Object.values(fields).every((field) => assignable(field, to.of));
  if (to.kind !== 'record') return false;
  const optional = Object.entries(to.fields);
  return optional.every(([name, wanted]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field === undefined ? wanted.kind === 'optional' : assignable(field, wanted);
  });
}
