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
  mayAppear: true,
  async read(path, world) {
    const text = await world.readFile(path);
    if (!text.ok) return text;
    const value = text.value.replace(/\r?\n$/, '');
    return {ok: true, value: value === '' ? undefined : value};
  },
  from: (path) => `the file ${path}`,
  absent: (path) => `the file "${path}" is empty`,
} satisfies SecretKind<Static<typeof schema>>;
