import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {correctRun} from '../prepare/correct-run.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {keptRun} from '../record/kept-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {watchRun} from '../watch/watch-run.ts';

/** Goes on with a run. */
export const resume: Command = {
  usage: '[RUN] [--edited FILE] [--over-newer REASON]',
  about: `Goes on with a run whose engine died or left it: a command that still runs is found again, one that ended meanwhile
counts as it ended, one of which nothing is known is probed or asked about; nothing is done twice without leave. If an
engine is at work on it, this only shows it. Without a name, the newest run that has not ended. With --edited it goes on
by a corrected runbook: what was done stays done, a step that waits or asks what to do about its failure is begun anew
if it was changed, and what stands after it is done as it is written now; what others have approved, or reviewed as a
plan, is not corrected any more. Where later runs of the runbook have changed something since, which would be
overwritten, --over-newer must say why it goes on all the same. Without a terminal it is said what the run waits for and
how that is answered, and the run is left where it waits for nothing else.`,
  options: {
    edited: {takes: 'FILE', about: 'go on by the corrected runbook in FILE, and say first what that changes'},
    'over-newer': {takes: 'REASON', about: 'why it goes on although later runs have changed something since; recorded'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['[RUN]'],
  examples: [
    ['runbook resume', 'the newest run that was left'],
    ['runbook resume 7f3k --edited deploy.yaml', 'after a mistake in the runbook was mended'],
  ],
  run: async (call, terminal) => {
    const kept = await keptRun('resume', call.positionals[0], terminal);
    if (!kept.ok) return kept.error;
    if (kept.value.summary.verdict !== undefined) {
      terminal.err(
        `runbook resume: run ${kept.value.kept.id} has ended; see it with: runbook show ${kept.value.kept.id}\n`,
      );
      return exitStatus.invalid;
    }
    const edited = call.value('edited');
    const overNewer = call.value('over-newer');
    if (edited === undefined) return watchRun({...kept.value, call, overNewer}, terminal);
    const corrected = await correctRun(kept.value, {file: edited, overNewer}, terminal);
    return corrected.ok
      ? watchRun({...kept.value, runbook: corrected.value, call, overNewer}, terminal)
      : corrected.error;
  },
};
