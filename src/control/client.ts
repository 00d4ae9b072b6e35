import {readFileSync} from 'node:fs';
import {connect} from 'node:net';
import {runFile} from '../journal/run-folder.ts';
import {decodeReply} from './line.ts';
import type {ControlReply, ControlRequest} from './request.ts';

/** Asks the engine that is at work on the run in `folder`; `no engine` if none is, or it went away meanwhile. */
export async function askEngine(folder: string, request: ControlRequest): Promise<ControlReply | 'no engine'> {
  const path = socketOf(folder);
  if (path === undefined) return 'no engine';
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path, () => socket.write(`${JSON.stringify(request)}\n`));
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
    });
    socket.on('error', () => resolve('no engine'));
    socket.on('close', () => resolve(decodeReply(text) ?? 'no engine'));
  });
}

function socketOf(folder: string): string | undefined {
  try {
    return readFileSync(runFile(folder, 'socket'), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
