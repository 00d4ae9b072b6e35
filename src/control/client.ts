import {connect} from 'node:net';
import {decodeReply} from './line.ts';
import type {ControlReply, ControlRequest} from './request.ts';
import {notedSocket} from './socket-note.ts';

/** Asks the engine that is at work on the run in `folder`; `no engine` if none is, or it went away meanwhile. */
export async function askEngine(folder: string, request: ControlRequest): Promise<ControlReply | 'no engine'> {
  const path = notedSocket(folder);
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
