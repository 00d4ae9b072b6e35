import {spawn, spawnSync} from 'node:child_process';
import type {TerminalCommand} from '../control/terminal-command.ts';

/**
 * Runs a command in this process's own terminal, in the foreground, and takes the terminal back as it was, whatever the
 * command has made of it. Resolves when it has ended; how it ended is written down by the command's own wrapper.
 */
export async function lendTerminal({argv, env, prelude}: TerminalCommand, stdout: NodeJS.WriteStream): Promise<void> {
  const settings = stty('-g');
  const [program = '', ...words] = argv;
  const child = spawn(program, words, {
    cwd: '/',
    env: {...ownTerminal(), ...env},
    stdio: ['inherit', 'inherit', 'inherit', prelude === undefined ? 'ignore' : 'pipe'],
  });
  const pipe = child.stdio[3];
  if (prelude !== undefined && pipe !== null && pipe !== undefined && 'end' in pipe) {
    pipe.on('error', () => {});
    pipe.end(prelude);
  }
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  if (settings !== '') stty(settings);
  stdout.write(`${TAKEN_BACK}${newLine(stdout.columns)}`);
}

/** What tells a command which terminal it is in. */
function ownTerminal(): Record<string, string> {
  const names = ['TERM', 'COLORTERM', 'TERM_PROGRAM', 'TERM_PROGRAM_VERSION', 'NO_COLOR'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The settings of the terminal's line (stty(1)); empty where there is no such program. */
function stty(word: string): string {
  const {stdout} = spawnSync('stty', [word], {stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8'});
  return stdout?.trim() ?? '';
}

/**
 * Undoes what programs leave behind when they are killed, without moving the cursor: the other screen, the mouse, focus
 * and paste reports, keys of applications, margins, colours, character sets, a hidden cursor.
 */
const TAKEN_BACK = [
  '\u001b[?47l',
  '\u001b[?9l\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1004l\u001b[?1005l\u001b[?1006l\u001b[?1015l\u001b[?2004l',
  '\u001b[?1l\u001b>\u001b[?7h\u001b[4l',
  '\u001b7\u001b[?6l\u001b[r\u001b8',
  '\u001b[0m\u001b(B\u000f\u001b[?25h',
].join('');

/** Goes to the beginning of a row of its own, wherever the cursor is: blanks to the edge, and over it from any column. */
function newLine(columns: number): string {
  return `${' '.repeat(columns)}\r\u001b[K`;
}
