import {expect, test} from 'vitest';
import {fail, ok} from '../../src/base/result.ts';
import {command} from '../../src/kinds/secrets/command.ts';
import type {SecretWorld} from '../../src/kinds/secrets/contract.ts';
import {env} from '../../src/kinds/secrets/env.ts';
import {file} from '../../src/kinds/secrets/file.ts';
import {secretKinds} from '../../src/kinds/secrets/index.ts';
import {prompt} from '../../src/kinds/secrets/prompt.ts';

function world(given: Partial<SecretWorld>): SecretWorld {
  const none = () => {
    throw new Error('the test gave no such thing');
  };
  return {environment: none, readFile: none, printed: none, typed: none, ...given};
}

test('a variable that is not set, or empty, gives none', async () => {
  const values: Readonly<Record<string, string>> = {TOKEN: 't', EMPTY: ''};
  const there = world({environment: (name) => values[name]});
  expect(await env.read('TOKEN', there)).toEqual(ok('t'));
  expect(await env.read('EMPTY', there)).toEqual(ok(undefined));
  expect(await env.read('NONE', there)).toEqual(ok(undefined));
});

test('a file gives its text without one last newline, or says why it cannot be read', async () => {
  expect(await file.read('a', world({readFile: async () => ok('t\n\n')}))).toEqual(ok('t\n'));
  const missing = fail({message: 'no such file'});
  expect(await file.read('a', world({readFile: async () => missing}))).toEqual(missing);
});

test('a command gives what it prints without one last newline; nothing is none, a failure says how', async () => {
  const printed = async () => ok('t\r\n\n');
  expect(await command.read({argv: ['pass']}, world({printed: async () => ok('t\n\n')}))).toEqual(ok('t\n'));
  expect(await command.read({script: 'x'}, world({printed: async () => ok('\n')}))).toEqual(ok(undefined));
  expect(await command.read({script: 'x'}, world({printed}))).toEqual(ok('t\r\n'));
  const failed = fail({message: 'ended with 1'});
  expect(await command.read({script: 'x'}, world({printed: async () => failed}))).toEqual(failed);
});

test('a command has its time', async () => {
  const asked: unknown[] = [];
  const there = world({
    printed: async (request) => {
      asked.push(request);
      return ok('t');
    },
  });
  await command.read({argv: ['pass', 'show']}, there);
  await command.read({script: 'pass', timeout: 5}, there);
  expect(asked).toEqual([
    {argv: ['pass', 'show'], timeout: 30_000},
    {script: 'pass', timeout: 5},
  ]);
});

test('what nobody typed is none, and only a prompt has a question', async () => {
  expect(await prompt.read('Password', world({typed: () => undefined}))).toEqual(ok(undefined));
  expect(await prompt.read('Password', world({typed: () => 'hunter2'}))).toEqual(ok('hunter2'));
  expect(Object.values(secretKinds).filter((kind) => 'question' in kind)).toEqual([prompt]);
});

test('why there is none names where it was looked for', () => {
  expect(env.absent('TOKEN')).toBe('the variable TOKEN is not set, or empty');
  expect(file.absent('/run/t')).toBe('the file "/run/t" is empty');
  expect(command.absent({argv: ['pass', 'show']})).toBe('the command "pass show" prints nothing');
  expect(prompt.absent('Password')).toBe('nobody typed it ("Password")');
});
