import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {keptRun} from '../record/kept-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {watchRun} from '../watch/watch-run.ts';

/** Does a finished step again. */
export const again: Command = {
  usage: 'RUN STEP --why REASON [--over-newer REASON]',
  about: `Does one finished step again, by its id or its path, as it is written now: after "runbook resume --edited", also one
that was changed. While the run is under way nothing else begins until it has ended, and what follows reads the values it
gives; a run that was left then goes on; one that had ended does only this, and ends as it had. Its approvals and dangers
are asked about anew. If it fails, somebody decides whether it is tried again or gone on without it: nothing is rescued or
taken back because of it. How it is taken back is owed once, as the latest; twice where the two would do different things.`,
  options: {
    why: {takes: 'REASON', about: 'why; it is recorded'},
    'over-newer': {takes: 'REASON', about: 'why it is done although later runs have changed something since'},
    by: {takes: 'NAME', about: 'who asks for it (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN', 'STEP'],
  examples: [
    ['runbook again 7f3k migrate --why "it read the wrong file"', 'do one step of a run again'],
    ['runbook again 7f3k "/hosts[2]/copy" --why "the disk was full"', 'one of several that are called alike'],
  ],
  run: async (call, terminal) => {
    const [run, subject = ''] = call.positionals;
    const reason = call.value('why');
    if (reason === undefined) {
      terminal.err('runbook again: say why: --why "reason"; it is recorded\n');
      return exitStatus.invalid;
    }
    const kept = await keptRun('again', run, terminal);
    if (!kept.ok) return kept.error;
    const overNewer = call.value('over-newer');
    const asked = {ask: 'request', what: 'again', by: call.value('by') ?? operator(), subject, reason} as const;
    const request = {...asked, ...(overNewer !== undefined && {overNewer})};
    return watchRun({...kept.value, call, request}, terminal);
  },
};
