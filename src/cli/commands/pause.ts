import type {Command} from '../command.ts';
import {operator} from '../operator.ts';
import {askRun} from '../watch/ask-run.ts';

/** Holds a run before its next step, or lets it go on. */
export const pause: Command = {
  usage: 'RUN [--off]',
  about: `Pauses a run: what runs comes to its end, nothing more begins, monitors and time limits go on. With --off it goes on,
also where a monitor has paused it.`,
  options: {
    off: {about: 'let it go on'},
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who pauses it (the operating system user)'},
  },
  positionals: ['RUN'],
  examples: [
    ['runbook pause 7f3k --why "the database is slow"', 'before the next step'],
    ['runbook pause 7f3k --off', 'go on'],
  ],
  run: (call, terminal) => {
    const reason = call.value('why');
    const by = call.value('by') ?? operator();
    const what = call.flag('off') ? 'resume' : 'pause';
    return askRun(
      {
        command: 'pause',
        run: call.positionals[0] ?? '',
        request: {ask: 'request', what, by, ...(reason !== undefined && {reason})},
      },
      terminal,
    );
  },
};
