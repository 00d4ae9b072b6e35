import type {Command} from '../command.ts';
import {keptRun} from '../record/kept-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {attachTo} from '../watch/watch-run.ts';

/** Shows a run that is under way. */
export const attach: Command = {
  usage: '[RUN]',
  about: `Shows a run that is under way, from any terminal of the same user. Several may watch it and answer it at once: the
first answer counts, the others are told so. Nothing is started: where no engine is at work, resume goes on with the run.
Without a name, the newest run that has not ended.`,
  options: showingOptions,
  positionals: ['[RUN]'],
  examples: [['runbook attach', 'the run that was left running']],
  run: async (call, terminal) => {
    const kept = await keptRun('attach', call.positionals[0], terminal);
    if (!kept.ok) return kept.error;
    return attachTo({...kept.value, call}, terminal);
  },
};
