import {randomBytes} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {fail, ok, type Result} from '../base/result.ts';
import {systemMessage} from '../base/system-message.ts';
import {runFile} from '../journal/run-folder.ts';
import {decodeRequest, LONGEST_REQUEST} from './line.ts';
import type {ControlReply, ControlRequest} from './request.ts';
import {notedSocket} from './socket-note.ts';

/** Where an engine listens to screens and to commands in other terminals. */
export interface ControlServer {
  readonly path: string;
  readonly close: () => void;
}

/**
 * Listens on a socket that only this user can reach, and notes its path in the run's folder. Requests are handled one
 * after another in the order in which they come, so that the first of two answers wins. What an engine that was killed
 * left behind is removed; only one engine at a time may listen for a run.
 */
export async function listenForRequests(
  folder: string,
  handle: (request: ControlRequest) => ControlReply | Promise<ControlReply>,
): Promise<Result<ControlServer, string>> {
  const note = runFile(folder, 'socket');
  removeNoted(folder);
  const server = createServer((socket) => serve(socket, handle));
  let refused = 'there is no place for a socket';
  for (const place of placesFor(folder)) {
    const {path, remove} = place();
    const problem = await listenAt(server, path);
    if (problem !== undefined) {
      remove();
      refused = `cannot listen on ${path}: ${problem.message}`;
      continue;
    }
    server.on('error', () => {});
    const close = () => {
      server.close();
      quietly(remove);
      quietly(() => rmSync(note, {force: true}));
    };
    try {
      chmodSync(path, 0o600);
      writeFileSync(note, path, {mode: 0o600});
    } catch (error) {
      close();
      return fail(`cannot note where it listens: ${systemMessage(error)}`);
    }
    return ok({path, close});
  }
  return fail(refused);
}

/** What is left behind on a disk that fails is removed by the engine that comes next. */
function quietly(remove: () => void): void {
  try {
    remove();
  } catch {
    // It is found by its note.
  }
}

function listenAt(server: Server, path: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(path, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
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

/** A place for a socket, and how it is removed. */
interface Place {
  readonly path: string;
  readonly remove: () => void;
}

/** The longest path of a socket, in bytes (unix(7)). */
const LONGEST_PATH = 107;

/**
 * The run's own folder, where nothing is left behind elsewhere; where its path is too long or its file system has no
 * sockets, the folder of the user's session, or a new private one.
 */
function placesFor(folder: string): readonly (() => Place)[] {
  const session = process.env.XDG_RUNTIME_DIR;
  const name = `runbook-${randomBytes(6).toString('hex')}.sock`;
  const inFolders = [join(folder, 'control.sock'), ...(session === undefined ? [] : [join(session, name)])];
  return [
    ...inFolders
      .filter((path) => Buffer.byteLength(path) <= LONGEST_PATH && isFolder(dirname(path)))
      .map((path) => () => ({path, remove: () => rmSync(path, {force: true})})),
    () => {
      const path = join(privateFolder(), 'socket');
      return {path, remove: () => rmSync(dirname(path), {recursive: true, force: true})};
    },
  ];
}

function privateFolder(): string {
  const base = Buffer.byteLength(tmpdir()) > LONGEST_PATH - 30 ? '/tmp' : tmpdir();
  return mkdtempSync(join(base, PRIVATE));
}

const PRIVATE = 'runbook-socket-';

/** Removes the socket that is noted, and the folder that was made for it. */
function removeNoted(folder: string): void {
  const path = notedSocket(folder);
  if (path === undefined) return;
  const made = basename(dirname(path)).startsWith(PRIVATE);
  rmSync(made ? dirname(path) : path, {recursive: made, force: true});
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
