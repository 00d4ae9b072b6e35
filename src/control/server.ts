import {randomBytes} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fail, ok, type Result} from '../base/result.ts';
import {runFile} from '../journal/run-folder.ts';
import {decodeRequest, LONGEST_REQUEST} from './line.ts';
import type {ControlReply, ControlRequest} from './request.ts';

/** Where an engine listens to screens and to commands in other terminals. */
export interface ControlServer {
  readonly path: string;
  readonly close: () => void;
}

const LONGEST_PATH = 107;

/**
 * Listens on a socket that only this user can reach, and notes its path in the run's folder. Requests are handled one
 * after another in the order in which they come, so that the first of two answers wins.
 */
export async function listenForRequests(
  folder: string,
  handle: (request: ControlRequest) => ControlReply | Promise<ControlReply>,
): Promise<Result<ControlServer, string>> {
  const {path, remove} = socketPath();
  const server = createServer((socket) => serve(socket, handle));
  const listening = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(path, () => resolve(undefined));
  });
  if (listening !== undefined) {
    remove();
    return fail(`cannot listen on ${path}: ${listening.message}`);
  }
  server.on('error', () => {});
  chmodSync(path, 0o600);
  const note = runFile(folder, 'socket');
  writeFileSync(note, path, {mode: 0o600});
  const close = () => {
    server.close();
    remove();
    rmSync(note, {force: true});
  };
  return ok({path, close});
}

function serve(socket: Socket, handle: (request: ControlRequest) => ControlReply | Promise<ControlReply>): void {
  let text = '';
  let answered = false;
  const reply = (answer: ControlReply) => {
    answered = true;
    socket.end(`${JSON.stringify(answer)}\n`);
  };
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece: string) => {
    if (answered) return;
    text += piece;
    const end = text.indexOf('\n');
    if (end === -1) {
      if (text.length > LONGEST_REQUEST) reply({ok: false, message: 'the request is too long'});
      return;
    }
    answered = true;
    const request = decodeRequest(text.slice(0, end));
    if (!request.ok) return reply({ok: false, message: request.error});
    void Promise.resolve(handle(request.value)).then(reply);
  });
}

/** In the folder of the user's session if it has one; a new private folder else. Paths of sockets must be short. */
function socketPath(): {readonly path: string; readonly remove: () => void} {
  const session = process.env.XDG_RUNTIME_DIR;
  const name = `runbook-${randomBytes(6).toString('hex')}.sock`;
  if (session !== undefined && isFolder(session) && Buffer.byteLength(join(session, name)) <= LONGEST_PATH) {
    const path = join(session, name);
    return {path, remove: () => rmSync(path, {force: true})};
  }
  const path = join(privateFolder(), 'socket');
  return {path, remove: () => rmSync(dirname(path), {recursive: true, force: true})};
}

function privateFolder(): string {
  const base = Buffer.byteLength(tmpdir()) > LONGEST_PATH - 30 ? '/tmp' : tmpdir();
  return mkdtempSync(join(base, 'runbook-'));
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
