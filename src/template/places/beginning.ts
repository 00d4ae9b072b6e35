import type {PlaceRule} from './contract.ts';

/** Marks the value that a text begins with, if it does: other rules are for it. */
export const withBeginning: NonNullable<PlaceRule['prepare']> = ([first, ...rest]) => {
  if (first === undefined) return {pieces: [], faults: []};
  return {pieces: [first.kind === 'value' ? {...first, standing: 'beginning'} : first, ...rest], faults: []};
};
