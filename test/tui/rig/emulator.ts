import {Terminal} from '@xterm/headless';

/** A terminal emulator: what a person would see. */
export interface Emulator {
  /** Lets a program print; `done` is called once it is on the screen. */
  readonly write: (data: string | Uint8Array, done?: () => void) => void;
  readonly resize: (columns: number, rows: number) => void;
  /** What stands on the screen and in the scrollback, trailing blanks cut off. */
  readonly text: () => string;
  /** Only what is in the window. */
  readonly visible: () => string;
  /** Resolves once `wanted` is true of the terminal; rejects, with what is seen, if that never comes. */
  readonly until: (wanted: () => boolean, what: string) => Promise<void>;
  /** Resolves once the text is to be seen, in the window or above it. */
  readonly sees: (text: string) => Promise<void>;
  readonly title: () => string;
  /** What programs have written to the clipboard. */
  readonly clipboard: () => readonly string[];
  /** What a program has made of the terminal itself, to be compared before and after. */
  readonly state: () => unknown;
  /** What the terminal answers to programs that ask it something. */
  readonly onAnswer: (listener: (text: string) => void) => void;
}

/** A terminal of this size; it gives up waiting after `patience` milliseconds. */
export function emulator(columns: number, rows: number, patience = 20_000): Emulator {
  const terminal = new Terminal({cols: columns, rows, scrollback: 5000, convertEol: true, allowProposedApi: true});
  const clipboard: string[] = [];
  let title = '';
  terminal.onTitleChange((text) => {
    title = text;
  });
  terminal.parser.registerOscHandler(52, (data) => {
    clipboard.push(data);
    return true;
  });
  const text = () => linesOf(terminal, 0).join('\n');
  const until = (wanted: () => boolean, what: string) => patient(terminal, {wanted, what, patience, text});
  // Set while a frame is being drawn.
  const modes = () => ({...terminal.modes, synchronizedOutputMode: undefined});
  return {
    write: (data, done) => terminal.write(data, done),
    resize: (columns, rows) => terminal.resize(columns, rows),
    text,
    visible: () => linesOf(terminal, terminal.buffer.active.baseY).join('\n'),
    until,
    sees: (wanted) => until(() => text().includes(wanted), JSON.stringify(wanted)),
    title: () => title,
    clipboard: () => clipboard,
    state: () => ({
      modes: modes(),
      screen: terminal.buffer.active.type,
      title,
      clipboard: clipboard.length,
    }),
    onAnswer: (listener) => void terminal.onData(listener),
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

interface Wish {
  readonly wanted: () => boolean;
  readonly what: string;
  readonly patience: number;
  readonly text: () => string;
}

function patient(terminal: Terminal, {wanted, what, patience, text}: Wish): Promise<void> {
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
      reject(new Error(`never seen: ${what}\n--- the terminal shows:\n${text()}`));
    }, patience);
    check();
  });
}
