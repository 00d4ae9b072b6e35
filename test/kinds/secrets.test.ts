import {expect, test} from 'vitest';
import {fail, ok} from '../../src/base/result.ts';
import {env} from '../../src/kinds/secrets/env.ts';
import {file} from '../../src/kinds/secrets/file.ts';
import {secretKinds} from '../../src/kinds/secrets/index.ts';
import {io} from './fakes.ts';

test('a variable that is not set, or empty, gives none', async () => {
  const values: Readonly<Record<string, string>> = {TOKEN: 't', EMPTY: ''};
  const world = io({environment: (name) => values[name]});
  expect(await env.read('TOKEN', world)).toEqual(ok('t'));
  expect(await env.read('EMPTY', world)).toEqual(ok(undefined));
  expect(await env.read('NONE', world)).toEqual(ok(undefined));
});

test('a file gives its text without one last newline, or says why it cannot be read', async () => {
  expect(await file.read('a', io({readFile: async () => ok('t\n\n')}))).toEqual(ok('t\n'));
  const missing = fail({message: 'no such file'});
  expect(await file.read('a', io({readFile: async () => missing}))).toEqual(missing);
});

test('a kind that cannot be read is marked as not executed yet', () => {
  for (const kind of Object.values(secretKinds)) {
    expect('read' in kind).toBe((kind.schema as unknown as Readonly<Record<string, unknown>>)['x-not-yet'] !== true);
  }
});
