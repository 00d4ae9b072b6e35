import {Nested} from '../grammar/fragments.ts';
import type {StructuralKind} from './contract.ts';

/** Lets a person pick one of several ways. */
export const choose: StructuralKind = {
  kind: 'choose',
  sort: 'structures',
  summary: "Lets a person pick one of several ways; the step's title is the question.",
  schema: Nested('arms', {
    description: 'The ways a person picks from; `if` hides one.',
    examples: [
      [
        {title: 'Rows are missing', steps: [{run: 'bin/restore'}]},
        {title: 'It is slow', steps: []},
      ],
    ],
  }),
  examples: [
    'title: What is wrong with the table?\nchoose: [{title: Rows are missing, steps: [{run: bin/restore}]}, {title: It is slow, steps: []}]',
  ],
};
