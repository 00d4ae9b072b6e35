import {Nested} from '../grammar/fragments.ts';
import type {StructuralKind} from './contract.ts';

/** Takes the first item whose `if` holds. */
export const branch: StructuralKind = {
  kind: 'branch',
  sort: 'structures',
  summary: 'Takes the first item whose `if` holds; one without `if` is the rest and comes last.',
  schema: Nested('arms', {
    description: 'The ways; the first whose `if` holds is taken, one without `if` is the rest.',
    examples: [[{title: 'It is slow', if: 'steps.rows.n > 1000000', steps: [{run: 'bin/analyze'}]}, {steps: []}]],
  }),
  examples: ['branch: [{if: now > run.started_at, steps: [{run: bin/analyze}]}, {steps: []}]'],
};
