import {spawn} from 'node:child_process';
import {constants} from 'node:os';

/**
 * Runs a program in our place: same terminal, signals handed on, and the exit status to end with.
 * A terminal sends Ctrl-C to the whole foreground group, so it is handed on only where there is no terminal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runInForeground(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {stdio: 'inherit', ...options});
    const handlers = forwardSignals(child);
    child.on('error', reject);
    child.on('close', (status, signal) => {
      for (const [name, handler] of handlers) process.off(name, handler);
      resolve(status ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function forwardSignals(child) {
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const forward = (signal) => child.kill(signal);
  const handlers = [
    ['SIGTERM', forward],
    ['SIGHUP', forward],
    ['SIGINT', atTerminal ? () => {} : forward],
  ];
  for (const [name, handler] of handlers) process.on(name, handler);
  return handlers;
}
