import {didYouMean} from '../../base/did-you-mean.ts';
import type {Fault, Reference} from '../scope.ts';
import {type Type, typeText} from '../type.ts';

/** A fault that does not know its place yet. */
export type NameFault = Omit<Fault, 'start' | 'end'>;

/** Words for "there is no …" by the root below which a name is missing. */
const THINGS: Readonly<Record<string, string>> = {
  inputs: 'input',
  vars: 'variable',
  steps: 'step',
  secrets: 'secret',
  monitors: 'monitor',
};

/** The fault of a name that is not there, with the names that are. */
export function undefinedName(reference: Reference, inside: Type): NameFault {
  const name = reference.at(-1) ?? '';
  const available = inside.kind === 'record' ? Object.keys(inside.fields) : [];
  const meant = didYouMean(name, available);
  const [root = ''] = reference;
  const thing = reference.length === 2 && Object.hasOwn(THINGS, root) ? THINGS[root] : undefined;
  const owner = reference.slice(0, -1).join('.');
  const message =
    thing !== undefined
      ? `there is no ${thing} "${name}"`
      : owner === ''
        ? `there is no "${name}" here`
        : inside.kind === 'record'
          ? `"${owner}" has no "${name}"`
          : `"${owner}" is ${article(inside)}, it has no "${name}"`;
  return {
    code: 'undefined-name',
    message,
    reference,
    available,
    ...(meant === undefined ? listed(available) : {help: `did you mean "${meant}"?`, replacement: meant}),
  };
}

function listed(available: readonly string[]): {help?: string} {
  if (available.length === 0) return {};
  const shown = available.slice(0, 8).join(', ');
  const rest = available.length > 8 ? ` … and ${available.length - 8} more` : '';
  return {help: `there is ${shown}${rest}`};
}

/** `an int`, `a list<string>`. */
export function article(type: Type): string {
  const text = typeText(type);
  return `${/^[aeiou]/.test(text) ? 'an' : 'a'} ${text}`;
}
