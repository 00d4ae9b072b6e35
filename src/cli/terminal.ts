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

/** The terminal this process was started from. */
export function thisTerminal(): Terminal {
  const {env, stdout, stdin, stderr} = process;
  const ci = env.CI !== undefined && env.CI !== '' && env.CI !== 'false';
  const dumb = env.TERM === 'dumb';
  return {
    out: (text) => void stdout.write(text),
    drained: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    err: (text) => void stderr.write(text),
    interactive: stdout.isTTY === true && stdin.isTTY === true && !ci && !dumb,
    color: wantsColor(env, stdout.isTTY === true && !dumb),
    unicode: speaksUnicode(env),
    columns: stdout.columns ?? 100,
    environment: env,
    cwd: process.cwd(),
  };
}

/** `NO_COLOR` (no-color.org) wins, then `FORCE_COLOR`, then whether there is a terminal. */
function wantsColor(env: NodeJS.ProcessEnv, tty: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return tty;
}

/** The locale as POSIX looks it up; where there is none at all, UTF-8 is taken for granted. */
function speaksUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === undefined || /utf-?8/i.test(locale);
}
