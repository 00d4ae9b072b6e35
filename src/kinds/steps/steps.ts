import {groupKeys} from '../grammar/group-keys.ts';
import type {StructuralKind} from './contract.ts';

/** A group of steps. */
export const steps: StructuralKind = {
  kind: 'steps',
  sort: 'structures',
  summary: 'A group: its steps one after another, side by side, for each item, or again and again.',
  schema: groupKeys.steps,
  examples: ['steps: [{run: make}, {run: make test}]'],
};
