import {ok} from '../../base/result.ts';
import {Word} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {SecretKind} from './contract.ts';

const schema = Word({
  description: 'The environment variable that holds it.',
  examples: ['SLACK_WEBHOOK_URL'],
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
});

/** A secret from the operator's environment. */
export const env = {
  kind: 'env',
  summary: "Reads the secret from a variable of the operator's environment.",
  schema,
  examples: ['env: SLACK_WEBHOOK_URL'],
  mayAppear: true,
  async read(name, world) {
    const value = world.environment(name);
    return ok(value === '' ? undefined : value);
  },
  from: (name) => `the variable ${name}`,
  absent: (name) => `the variable ${name} is not set, or empty`,
} satisfies SecretKind<Static<typeof schema>>;
