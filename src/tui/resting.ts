/**
 * A terminal as Ink is given it. Between two writes the cursor stands at the beginning of the living part, not below it:
 * a window that becomes lower takes away the rows below the cursor, and only where there are none does it push rows into
 * the scrollback, from where nobody could take them back.
 */
export interface RestingTerminal {
  readonly stdout: NodeJS.WriteStream;
  /** Writes text that stays, by way of Ink, which takes the living part away before it and draws it again after it. */
  readonly print: (text: string, write: (text: string) => void) => void;
  /**
   * Takes the living part away, whatever a new size has made of it: it begins `above` rows above the cursor. `forget`
   * makes Ink forget it.
   */
  readonly erase: (above: number, forget: () => void) => void;
}

/** `stdout` as Ink is given it. */
export function restingTerminal(stdout: NodeJS.WriteStream): RestingTerminal {
  /** How far below the beginning of the living part Ink believes the cursor to be. */
  let below = 0;
  let printing: string | undefined;
  let silent = false;

  const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const before = down(below);
    if (text === printing) below = 0;
    else below = Math.max(0, below + movedBy(text));
    const done = rest.findLast((each) => typeof each === 'function') as (() => void) | undefined;
    if (!silent) return stdout.write(text === '' ? '' : before + text + up(below), done);
    done?.();
    return true;
  };

  return {
    stdout: new Proxy(stdout, {
      get: (target, name) => {
        if (name === 'write') return write;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    print: (text, throughInk) => {
      printing = text;
      throughInk(text);
      printing = undefined;
    },
    erase: (above, forget) => {
      stdout.write(`\r${up(above)}${ERASE_FROM_HERE}`);
      silent = true;
      forget();
      silent = false;
      below = 0;
    },
  };
}

/** Not with one sequence from the beginning of a row: tmux and others keep what is erased from the first row on. */
const ERASE_FROM_HERE = '\u001b[2K\u001b[C\u001b[J\r';

function down(rows: number): string {
  return rows === 0 ? '' : `\u001b[${rows}B`;
}

function up(rows: number): string {
  return rows === 0 ? '' : `\u001b[${rows}A`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor up and down in what Ink writes (ECMA-48).
const MOVES = /\n|\x1b\[(\d*)([ABEF])/g;

/** How many rows further down the cursor stands after `text`, in which no row is as wide as the window. */
function movedBy(text: string): number {
  let rows = 0;
  for (const [move, count, letter] of text.matchAll(MOVES)) {
    const by = move === '\n' ? 1 : Number(count || '1');
    rows += letter === 'A' || letter === 'F' ? -by : by;
  }
  return rows;
}
