import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {randomFrom} from './random.ts';
import type {FuzzTarget} from './target.ts';
import {targets} from './targets/index.ts';

/** What was found once: each stays mended. */
function corpusOf(name: string): readonly {readonly found: string; readonly input: string}[] {
  const file = join(import.meta.dirname, 'corpus', `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

describe.each(Object.entries<FuzzTarget>(targets))('%s', (name, target) => {
  afterAll(() => target.close?.());

  const corpus = corpusOf(name);
  if (corpus.length > 0) {
    test.each(corpus)('survives $found', async ({input}) => {
      await target.run(input);
    });
  }

  test('survives inputs that are made anew from the same seeds', {timeout: 60_000}, async () => {
    for (let seed = 1; seed <= target.tries; seed += 1) {
      const input = target.make(randomFrom(seed));
      try {
        await target.run(input);
      } catch (error) {
        expect.unreachable(`seed ${seed}: ${JSON.stringify(input)}\n${error instanceof Error ? error.stack : error}`);
      }
    }
  });
});

test('the same seed makes the same input', () => {
  for (const target of Object.values(targets)) {
    expect(target.make(randomFrom(7))).toBe(target.make(randomFrom(7)));
  }
});
