import {PassThrough, Writable} from 'node:stream';
import {type Emulator, emulator} from './emulator.ts';

/** A terminal with a keyboard, as a program sees it: two streams. */
export interface TestTerminal extends Emulator {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly type: (keys: string) => void;
  /** Everything that was written to it. */
  readonly raw: () => string;
}

/** A terminal of this size. */
export function testTerminal(columns: number, rows: number): TestTerminal {
  const screen = emulator(columns, rows);
  let raw = '';
  const stdout = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        raw += chunk.toString();
        screen.write(chunk, done);
      },
    }),
    {isTTY: true, columns, rows},
  );
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => {},
    unref: () => {},
  });
  return {
    ...screen,
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    type: (keys) => void stdin.write(keys),
    resize: (columns, rows) => {
      screen.resize(columns, rows);
      Object.assign(stdout, {columns, rows});
      stdout.emit('resize');
    },
    raw: () => raw,
  };
}
