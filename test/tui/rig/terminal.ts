import {PassThrough, Writable} from 'node:stream';
import {Terminal} from '@xterm/headless';

/** A terminal emulator with a keyboard, as a program sees it: two streams. */
export interface TestTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly type: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** What stands on the screen and in the scrollback, trailing blanks cut off. */
  readonly text: () => string;
  /** Only what is in the window. */
  readonly visible: () => string;
  /** Resolves once `wanted` is true of the terminal; rejects, with what is seen, if that never comes. */
  readonly until: (wanted: () => boolean, what: string) => Promise<void>;
  readonly title: () => string;
  /** Everything that was written to it. */
  readonly raw: () => string;
}

/** A terminal of this size. */
export function testTerminal(columns: number, rows: number): TestTerminal {
  const terminal = new Terminal({cols: columns, rows, scrollback: 5000, convertEol: true, allowProposedApi: true});
  let title = '';
  let raw = '';
  terminal.onTitleChange((text) => {
    title = text;
  });
  const stdout = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        raw += chunk.toString();
        terminal.write(chunk, done);
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
  const text = () => linesOf(terminal, 0).join('\n');
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    type: (keys) => void stdin.write(keys),
    resize: (columns, rows) => {
      terminal.resize(columns, rows);
      Object.assign(stdout, {columns, rows});
      stdout.emit('resize');
    },
    text,
    visible: () => linesOf(terminal, terminal.buffer.active.baseY).join('\n'),
    until: (wanted, what) => until(terminal, wanted, () => `${what}\n--- the terminal shows:\n${text()}`),
    title: () => title,
    raw: () => raw,
  };
}

function linesOf(terminal: Terminal, from: number): readonly string[] {
  const {active} = terminal.buffer;
  const lines = Array.from({length: active.length - from}, (_, index) =>
    (active.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
  );
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

const PATIENCE_MS = 8000;

function until(terminal: Terminal, wanted: () => boolean, what: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!wanted()) return;
      listening.dispose();
      clearTimeout(giveUp);
      resolve();
    };
    const listening = terminal.onWriteParsed(check);
    const giveUp = setTimeout(() => {
      listening.dispose();
      reject(new Error(`never seen: ${what()}`));
    }, PATIENCE_MS);
    check();
  });
}
