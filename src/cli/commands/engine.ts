import type {ControlRequest} from '../../control/request.ts';
import {startEngine} from '../../engine/local/start-engine.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Command} from '../command.ts';
import {statusOf} from '../exit-status.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {questionsForSecrets, type TypedSecrets} from '../prepare/prompt-secrets.ts';
import {keptRun} from '../record/kept-run.ts';
import {version} from '../version.ts';
import {refusalStatus} from '../watch/watch-lines.ts';

/** Goes on with a run without showing it: what a screen starts beside itself. */
export const engine: Command = {
  usage: 'RUN',
  about: 'Goes on with a run without showing it. A screen starts this beside itself; it is not meant to be called.',
  options: {
    request: {takes: 'JSON', about: 'asked of the run before it goes on'},
    'over-newer': {takes: 'REASON', about: 'why it goes on although later runs have changed something since'},
    ...lockOptions,
  },
  positionals: ['RUN'],
  examples: [],
  run: async (call, terminal) => {
    const found = await keptRun('engine', call.positionals[0], terminal);
    if (!found.ok) return found.error;
    const {kept, runbook} = found.value;
    const request = call.value('request');
    const requests = request === undefined ? [] : [JSON.parse(request) as ControlRequest];
    const typed = await typedByScreen(runbook);
    const started = await startEngine({
      folder: kept.folder,
      runbook,
      by: operator(),
      version,
      requests,
      typed,
      overNewer: call.value('over-newer'),
      takeLock: call.value('take-lock'),
      waiting: {tell: (waiting) => void process.send?.({waiting})},
    });
    if (!started.ok) {
      terminal.err(`runbook: ${started.error.message}\n`);
      return refusalStatus(started.error);
    }
    // A closed terminal is no reason to leave the run.
    process.on('SIGHUP', () => {});
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => void started.value.leave(`interrupted by ${signal}`));
    }
    process.send?.('started');
    if (process.connected) process.disconnect();
    return statusOf(await started.value.ended);
  },
};

/** What the operator typed for secrets: the screen that starts an engine sends it first. */
function typedByScreen(runbook: Runbook): Promise<TypedSecrets> {
  if (questionsForSecrets(runbook).length === 0 || !process.connected) return Promise.resolve({});
  return new Promise((resolve) => {
    process.once('message', (message: {readonly typed: TypedSecrets}) => resolve(message.typed));
    process.once('disconnect', () => resolve({}));
  });
}
