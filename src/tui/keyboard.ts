import {openSync} from 'node:fs';
import {PassThrough} from 'node:stream';
import {ReadStream} from 'node:tty';

/** The keyboard of this process's terminal, which can be let go for a while: standard input itself never stops reading. */
export interface Keyboard {
  /** What Ink is given as standard input. */
  readonly stdin: NodeJS.ReadStream;
  /** Reads nothing more, so that another process gets every key. */
  readonly letGo: () => void;
  readonly takeBack: () => void;
}

/** Begins to read the keyboard. */
export function openKeyboard(): Keyboard {
  const keys = new PassThrough();
  let device = openDevice(keys);
  const stdin = Object.assign(keys, {
    isTTY: true,
    setRawMode: (raw: boolean) => {
      if (!device.destroyed) device.setRawMode(raw);
      return stdin;
    },
    ref: () => device.ref(),
    unref: () => device.unref(),
  });
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    letGo: () => void device.destroy(),
    takeBack: () => {
      device = openDevice(keys);
    },
  };
}

function openDevice(keys: PassThrough): ReadStream {
  const device = new ReadStream(openSync('/dev/tty', 'r'));
  device.on('data', (piece) => keys.write(piece));
  // A terminal that is closed: the signal that comes with it ends the screen.
  device.on('error', () => {});
  return device;
}
