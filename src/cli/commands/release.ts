import type {Command} from '../command.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {keptRun} from '../record/kept-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {watchRun} from '../watch/watch-run.ts';

/** Takes back a change that lasts until a person releases it. */
export const release: Command = {
  usage: 'RUN STEP',
  about: `Takes back a change that stays in force until a person releases it ("temporary: released"), such as a maintenance
mode: while the run is under way, or after it has ended. What is in force stands at the end of a run.`,
  options: {
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who releases it (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN', 'STEP'],
  examples: [['runbook release 7f3k maintenance', 'end the maintenance mode']],
  run: async (call, terminal) => {
    const [run, subject = ''] = call.positionals;
    const kept = await keptRun('release', run, terminal);
    if (!kept.ok) return kept.error;
    const reason = call.value('why');
    const by = call.value('by') ?? operator();
    const asked = {ask: 'request', what: 'release', by, subject} as const;
    const request = {...asked, ...(reason !== undefined && {reason})};
    return watchRun({...kept.value, call, request}, terminal);
  },
};
