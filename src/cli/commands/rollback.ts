import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {keptRun} from '../record/kept-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {watchRun} from '../watch/watch-run.ts';

/** Takes a run back. */
export const rollback: Command = {
  usage: 'RUN --why REASON [--late REASON] [--over-newer REASON]',
  about: `Takes a run back, whether it is under way, was left or has ended: every step that was done and says how it is undone,
in reverse order, then the check that the runbook gives. Where nothing is to be taken back, a run is stopped. After the
time for which the runbook offers it, --late must say why it is done all the same; and --over-newer, where later runs of
the runbook have changed something since, which would be overwritten.`,
  options: {
    why: {takes: 'REASON', about: 'why; it is recorded and stands in the messages'},
    late: {takes: 'REASON', about: 'why it is taken back although the time for that is over'},
    'over-newer': {takes: 'REASON', about: 'why it is taken back although later runs have changed something since'},
    by: {takes: 'NAME', about: 'who asks for it (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN'],
  examples: [['runbook rollback 7f3k --why "errors in the checkout"', 'take a deployment back']],
  run: async (call, terminal) => {
    const reason = call.value('why');
    if (reason === undefined) {
      terminal.err('runbook rollback: say why: --why "reason"; it is recorded\n');
      return exitStatus.invalid;
    }
    const kept = await keptRun('rollback', call.positionals[0], terminal);
    if (!kept.ok) return kept.error;
    const late = call.value('late');
    const overNewer = call.value('over-newer');
    const asked = {ask: 'request', what: 'rollback', by: call.value('by') ?? operator(), reason} as const;
    const request = {...asked, ...(late !== undefined && {late}), ...(overNewer !== undefined && {overNewer})};
    return watchRun({...kept.value, call, request}, terminal);
  },
};
