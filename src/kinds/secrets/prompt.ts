import {ok} from '../../base/result.ts';
import {Word} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {SecretKind} from './contract.ts';

const schema = Word({
  description: 'The question to which it is the answer; what is typed is not shown.',
  examples: ['Password of the database'],
});

/** A secret typed by the operator whenever an engine begins; without a terminal it cannot be had. */
export const prompt = {
  kind: 'prompt',
  summary:
    'Asks the operator for the secret at the start, and again at each resume; refused where there is no terminal.',
  schema,
  examples: ['prompt: Password of the database'],
  mayAppear: false,
  read: async (_, world) => ok(world.typed()),
  from: () => 'whoever starts the run, who is asked for it',
  absent: (question) => `nobody typed it ("${question}")`,
  question: (question) => question,
} satisfies SecretKind<Static<typeof schema>>;
