import type {Command} from '../command.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {askRun} from '../watch/ask-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {takeUp} from '../watch/take-up.ts';

/** Stops a run. */
export const stop: Command = {
  usage: 'RUN [--now]',
  about: `Stops a run: no further step begins, the running command is ended (TERM, after 10 seconds KILL), "always" parts run,
temporary changes are taken back. With --now nothing more is run at all; what stays in force is listed. A run whose
engine died or left it is taken up only for that: a command that still runs is found and ended, and nothing is begun; no
secret that is gone keeps it from that.`,
  options: {
    now: {about: 'end the running command and run nothing more, not even "always"'},
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who stops it (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN'],
  examples: [['runbook stop 7f3k --why "wrong branch"', 'stop it and say why']],
  run: (call, terminal) => {
    const reason = call.value('why');
    const by = call.value('by') ?? operator();
    const what = call.flag('now') ? 'kill' : 'stop';
    const request = {ask: 'request', what, by, ...(reason !== undefined && {reason})} as const;
    const left = () => takeUp({command: 'stop', call, request}, terminal);
    return askRun({command: 'stop', run: call.positionals[0] ?? '', request, left}, terminal);
  },
};
