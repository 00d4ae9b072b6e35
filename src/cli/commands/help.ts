import type {Command} from '../command.ts';
import {exitMeanings, exitStatus} from '../exit-status.ts';
import {commandHelp, programHelp} from '../help-text.ts';
import {commands} from './index.ts';

/** Explains a command, or the exit statuses. */
export const help: Command = {
  usage: '[COMMAND | exit-status]',
  about: 'Explains the program, one of its commands, or what its exit statuses mean.',
  options: {},
  positionals: ['[COMMAND]'],
  examples: [['runbook help exit-status', 'what 0, 1, 2 … mean']],
  run: async (call, terminal) => {
    const [topic] = call.positionals;
    if (topic === undefined) terminal.out(programHelp());
    else if (topic === 'exit-status')
      terminal.out(exitMeanings.map(([status, words]) => `${String(status).padStart(3)}  ${words}\n`).join(''));
    else {
      const listed = Object.hasOwn(commands, topic) ? commands[topic] : undefined;
      if (listed === undefined) {
        terminal.err(`runbook help: there is nothing about "${topic}"; runbook --help lists the commands\n`);
        return exitStatus.invalid;
      }
      terminal.out(commandHelp(topic, await listed.load()));
    }
    return exitStatus.done;
  },
};
