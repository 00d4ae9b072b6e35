import {didYouMean} from '../../base/did-you-mean.ts';
import type {Command} from '../command.ts';
import {environmentMeanings} from '../environment-text.ts';
import {exitMeanings, exitStatus} from '../exit-status.ts';
import {commandHelp, programHelp} from '../help-text.ts';
import {commands} from './index.ts';

/** Explains a command, the exit statuses or the variables. */
export const help: Command = {
  usage: '[COMMAND | exit-status | environment]',
  about:
    'Explains the program, one of its commands, what its exit statuses mean, or which variables of the environment count.',
  options: {},
  positionals: ['[COMMAND]'],
  examples: [
    ['runbook help exec', 'the same as runbook exec --help'],
    ['runbook help exit-status', 'what 0, 1, 2 … mean'],
  ],
  run: async (call, terminal) => {
    const [topic] = call.positionals;
    const text = topic === undefined ? programHelp() : await textOn(topic, terminal.columns);
    if (text !== undefined) {
      terminal.out(text);
      return exitStatus.done;
    }
    const meant = didYouMean(topic ?? '', [...Object.keys(commands), ...Object.keys(topics)]);
    const hint = meant === undefined ? 'runbook --help lists the commands' : `did you mean "${meant}"?`;
    terminal.err(`runbook help: there is nothing about "${topic}"; ${hint}\n`);
    return exitStatus.invalid;
  },
};

const topics: Readonly<Record<string, readonly (readonly [string | number, string])[]>> = {
  'exit-status': exitMeanings,
  environment: environmentMeanings,
};

async function textOn(topic: string, columns: number): Promise<string | undefined> {
  const rows = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (rows !== undefined) {
    const width = Math.max(...rows.map(([name]) => String(name).length));
    return rows.map(([name, words]) => `${pad(name, width)}  ${words}\n`).join('');
  }
  const listed = Object.hasOwn(commands, topic) ? commands[topic] : undefined;
  return listed && commandHelp(topic, await listed.load(), columns);
}

function pad(name: string | number, width: number): string {
  return typeof name === 'number' ? String(name).padStart(width) : name.padEnd(width);
}
