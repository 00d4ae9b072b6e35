import {Word} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {SecretKind} from './contract.ts';

const schema = Word({
  description: 'The file that holds it; one last newline is not part of it.',
  examples: ['/run/secrets/token'],
});

/** A secret from a file. */
export const file = {
  kind: 'file',
  summary: 'Reads the secret from a file, without one last newline.',
  schema,
  examples: ['file: /run/secrets/token'],
  async read(path, io) {
    const text = await io.readFile(path);
    return text.ok ? {ok: true, value: text.value.replace(/\r?\n$/, '')} : text;
  },
} satisfies SecretKind<Static<typeof schema>>;
