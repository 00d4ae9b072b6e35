import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {askEngine} from '../../src/control/client.ts';
import {decodeRequest} from '../../src/control/line.ts';
import type {ControlReply, ControlRequest} from '../../src/control/request.ts';
import {type ControlServer, listenForRequests} from '../../src/control/server.ts';

let folder: string;
let server: ControlServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'control-'));
});
afterEach(() => {
  server?.close();
  rmSync(folder, {recursive: true});
});

async function listen(handle: (request: ControlRequest) => ControlReply): Promise<void> {
  const listening = await listenForRequests(folder, handle);
  if (!listening.ok) throw new Error(listening.error);
  server = listening.value;
}

const answer = (by: string): ControlRequest => ({ask: 'answer', step: 'go', value: 'yes', by, via: 'test'});

test('of two answers at once the first wins, and the other is told whose it was', async () => {
  let first: string | undefined;
  await listen((request) => {
    if (request.ask !== 'answer') return {ok: false, message: 'no'};
    if (first !== undefined) return {ok: false, message: `already answered by ${first}`};
    first = request.by;
    return {ok: true, message: 'answered'};
  });
  const replies = await Promise.all(['ada', 'bob'].map((by) => askEngine(folder, answer(by))));
  expect(replies.filter((reply) => reply !== 'no engine' && reply.ok)).toHaveLength(1);
  expect(replies).toContainEqual({ok: false, message: `already answered by ${first}`});
});

test('the socket is private, and gone with the engine', async () => {
  await listen(() => ({ok: true, message: 'here'}));
  expect(statSync(server.path).mode & 0o077).toBe(0);
  expect(await askEngine(folder, {ask: 'hello'})).toEqual({ok: true, message: 'here'});
  server.close();
  expect(existsSync(server.path)).toBe(false);
  expect(await askEngine(folder, {ask: 'hello'})).toBe('no engine');
});

test('a socket that its engine left behind is no engine', async () => {
  writeFileSync(join(folder, 'socket'), join(folder, 'nobody'));
  expect(await askEngine(folder, {ask: 'hello'})).toBe('no engine');
});

test('what an engine that was killed left behind is taken away by the next, in the run and outside it', async () => {
  const left = mkdtempSync(join(tmpdir(), 'runbook-socket-'));
  writeFileSync(join(folder, 'control.sock'), '');
  writeFileSync(join(folder, 'socket'), join(left, 'socket'));
  writeFileSync(join(left, 'socket'), '');
  await listen(() => ({ok: true, message: 'here'}));
  expect(existsSync(left)).toBe(false);
  expect(await askEngine(folder, {ask: 'hello'})).toEqual({ok: true, message: 'here'});
});

test('a run whose path is too long for a socket is reached all the same, and leaves nothing behind', async () => {
  const deep = join(folder, 'x'.repeat(100));
  mkdirSync(deep);
  const listening = await listenForRequests(deep, () => ({ok: true, message: 'here'}));
  if (!listening.ok) throw new Error(listening.error);
  expect(await askEngine(deep, {ask: 'hello'})).toEqual({ok: true, message: 'here'});
  listening.value.close();
  expect(existsSync(dirname(listening.value.path)) && listening.value.path.includes('runbook-socket-')).toBe(false);
  expect(await askEngine(deep, {ask: 'hello'})).toBe('no engine');
});

test('a request without end is refused', async () => {
  await listen(() => ({ok: true, message: 'here'}));
  const reply = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(server.path, () => socket.write('x'.repeat(3_000_000)));
    socket.on('data', (piece) => {
      text += piece;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
  expect(reply).toBe('{"ok":false,"message":"the request is too long"}\n');
});

test.each([
  ['no json', 'a request is one line of JSON'],
  ['{}', 'this is no request'],
  ['{"ask":"answer","step":"a"}', 'this is no request'],
  ['{"ask":"request","what":"explode","by":"ada"}', 'nothing can be done about "explode"'],
])('%s is refused', (line, error) => {
  expect(decodeRequest(line)).toEqual({ok: false, error});
});
