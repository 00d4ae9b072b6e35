/** The streams and the manners of whoever called the program. */
export interface Terminal {
  /** Writes to standard output; what a program may read goes here alone. */
  readonly out: (text: string) => void;
  /** Writes to standard output and waits until it was taken. */
  readonly drained: (text: string) => Promise<void>;
  /** Writes to standard error: messages, progress, questions. */
  readonly err: (text: string) => void;
  /** Whether standard output and input are a terminal that can be drawn on, and not a CI job. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly unicode: boolean;
  readonly columns: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The terminal this process was started from. A stream is opened when it is first asked for: that takes its time. */
export function thisTerminal(): Terminal {
  const {env} = process;
  const ci = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  const dumb = env.TERM === 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    drained: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    err: (text) => void process.stderr.write(text),
    get interactive() {
      return !ci && !dumb && process.stdout.isTTY === true && process.stdin.isTTY === true;
    },
    get color() {
      return wantsColor(env, () => !dumb && process.stdout.isTTY === true);
    },
    unicode: speaksUnicode(env),
    get columns() {
      return process.stdout.columns ?? 100;
    },
    environment: env,
    cwd: process.cwd(),
  };
}

/** `NO_COLOR` (no-color.org) wins, then `FORCE_COLOR`, then whether there is a terminal. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: () => boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return isTerminal();
}

/** The locale as POSIX looks it up; where there is none at all, UTF-8 is taken for granted. */
function speaksUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === undefined || /utf-?8/i.test(locale);
}
