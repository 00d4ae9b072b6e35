import {harmless} from '../../base/harmless.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {candidates} from '../help/candidates.ts';

/** Says what a word may become: what the scripts of `completion` ask. */
export const complete: Command = {
  usage: '-- WORD…',
  about:
    'Says what the last word may become, one a line with its meaning. The scripts of "runbook completion" call this.',
  options: {},
  positionals: ['[WORD…]'],
  examples: [],
  run: async (call, terminal) => {
    const found = await candidates(call.positionals, terminal.cwd);
    terminal.out(
      found.map(([word, meaning]) => `${[word, ...(meaning === '' ? [] : [harmless(meaning)])].join('\t')}\n`).join(''),
    );
    return exitStatus.done;
  },
};
