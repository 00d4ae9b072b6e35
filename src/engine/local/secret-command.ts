import {spawn} from 'node:child_process';
import {fail, ok, type Result} from '../../base/result.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {SecretCommand} from '../../kinds/secrets/contract.ts';
import {DEFAULT_SHELL} from './act/context.ts';
import {startTimer} from './long-timer.ts';
import {maskText} from './process/mask.ts';
import {secretForms} from './process/secret-forms.ts';

/** Bytes of each output that are kept; more than a secret may have. */
const BOUND = 256 * 1024;

/** Milliseconds that a child which holds the outputs open is waited for. */
const LATE = 500;

/** Where and with what a command that prints a secret runs. */
export interface SecretPlace {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * What the command prints, held in memory. It has no terminal and no input, and is ended with all its children when its
 * time is over. The error quotes the last line of its standard error, in which what it printed is masked.
 */
export function printedBy(command: SecretCommand, place: SecretPlace): Promise<Result<string, EvaluationFault>> {
  const [program = '', ...words] = 'script' in command ? [...DEFAULT_SHELL, '-c', command.script] : command.argv;
  const name = 'script' in command ? command.script : [program, ...words].join(' ');
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: place.cwd,
      env: {...place.environment},
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = gather(child.stdout);
    const err = gather(child.stderr);
    const finish = (result: Result<string, string>) => {
      stopTimer();
      endGroup(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(result.ok ? result : fail({message: `the command "${name}" ${result.error}`}));
    };
    const late = () => finish(fail(`did not end within ${command.timeout / 1000} s`));
    const stopTimer = startTimer(late, command.timeout);
    const over = (status: number | null, signal: NodeJS.Signals | null) =>
      finish(status === 0 ? ok(out.text()) : fail(reasonOf({status, signal, said: err.text(), printed: out.text()})));
    child.on('error', (error: NodeJS.ErrnoException) => finish(fail(notStarted(error))));
    child.on('close', over);
    child.on('exit', (status, signal) => setTimeout(over, LATE, status, signal).unref());
  });
}

function gather(stream: NodeJS.ReadableStream): {readonly text: () => string} {
  const pieces: Buffer[] = [];
  let length = 0;
  stream.on('data', (piece: Buffer) => {
    if (length < BOUND) pieces.push(piece);
    length += piece.length;
  });
  stream.on('error', () => {});
  return {text: () => Buffer.concat(pieces).toString('utf8')};
}

interface Failed {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
  readonly printed: string;
}

function reasonOf({status, signal, said, printed}: Failed): string {
  const last = said.trimEnd().split('\n').at(-1)?.slice(0, 200) ?? '';
  const shown = maskText(last, printed.trim() === '' ? [] : secretForms(printed.trim()));
  return `${status === null ? `was ended by ${signal}` : `ended with ${status}`}${shown === '' ? '' : `: ${shown}`}`;
}

function notStarted({code, message}: NodeJS.ErrnoException): string {
  return `cannot be started: ${code === 'ENOENT' ? 'there is no such program' : message}`;
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
