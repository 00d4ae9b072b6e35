import {shellWord} from '../../../kinds/steps/shell-word.ts';

/** The command line that runs `command` in a terminal and writes what it shows to `file`, with its exit status. */
export function recorded(command: readonly string[], file: string): readonly string[] {
  if (process.platform === 'linux') return ['script', '-qefc', command.map(shellWord).join(' '), file];
  return ['script', '-q', file, ...command];
}
