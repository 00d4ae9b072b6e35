import {notYet, Word} from '../grammar/fragments.ts';
import type {SecretKind} from './contract.ts';

const schema = notYet(
  Word({description: 'The question to which it is the answer.', examples: ['Password of the database']}),
);

/** A secret typed by the operator at the start. */
export const prompt = {
  kind: 'prompt',
  summary: 'Asks the operator for the secret at the start.',
  schema,
  examples: ['prompt: Password of the database'],
} satisfies SecretKind<string>;
