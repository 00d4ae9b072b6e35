import {ListOf, notYet, Word} from '../grammar/fragments.ts';
import type {SecretKind} from './contract.ts';

const schema = notYet(
  ListOf(Word({description: 'One argument.', examples: ['pass']}), {
    description: 'A command that prints it.',
    examples: [['pass', 'show', 'shop/token']],
    minItems: 1,
  }),
);

/** A secret printed by a command, such as a password manager's. */
export const command = {
  kind: 'command',
  summary: 'Takes the secret from what a command prints.',
  schema,
  examples: ['command: [pass, show, shop/token]'],
} satisfies SecretKind<readonly string[]>;
