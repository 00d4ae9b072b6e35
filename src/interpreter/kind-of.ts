import type {ActingKind, AskingKind, DecidingKind, StepKind} from '../kinds/steps/contract.ts';
import {stepKinds} from '../kinds/steps/index.ts';

// A body was decoded by the schema of its own kind, which only the checker knows statically.
const kinds = stepKinds as unknown as Readonly<Record<string, StepKind<unknown>>>;

/** The kind that acts and is called `name`. */
export const actingKind = (name: string): ActingKind<unknown> => expectKind(name, 'acts') as ActingKind<unknown>;

/** The kind that asks and is called `name`. */
export const askingKind = (name: string): AskingKind<unknown> => expectKind(name, 'asks') as AskingKind<unknown>;

/** The kind that decides and is called `name`. */
export const decidingKind = (name: string): DecidingKind<unknown> =>
  expectKind(name, 'decides') as DecidingKind<unknown>;

function expectKind(name: string, sort: StepKind['sort']): StepKind<unknown> {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind?.sort !== sort) throw new Error(`the checker let "${name}" through as a step that ${sort}`);
  return kind;
}
