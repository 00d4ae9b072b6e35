import {askRun, operator} from '../ask-run.ts';
import type {Command} from '../command.ts';

/** Gives, or refuses, an approval that a run waits for. */
export const approve: Command = {
  usage: 'RUN STEP [--refuse]',
  about: `Gives an approval that a run waits for. It is recorded who gave it; --yes of exec never gives one. The person who
started the run cannot approve it unless the runbook says so.`,
  options: {
    refuse: {about: 'say no instead: the step fails'},
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who approves (the operating system user)'},
  },
  positionals: ['RUN', 'STEP'],
  examples: [['runbook approve 7f3k go_no_go', 'open the gate "go_no_go"']],
  run: (call, terminal) => {
    const [run = '', step = ''] = call.positionals;
    const why = call.value('why');
    const value = call.flag('refuse') ? 'no' : 'yes';
    const by = call.value('by') ?? operator();
    return askRun(
      {
        command: 'approve',
        run,
        request: {ask: 'answer', step, value, by, via: 'runbook approve', ...(why !== undefined && {why})},
      },
      terminal,
    );
  },
};
