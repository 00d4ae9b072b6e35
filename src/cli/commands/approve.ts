import {resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {askEngine} from '../../control/client.ts';
import {leftStatement} from '../../engine/local/questions/left-statement.ts';
import {sign} from '../../engine/local/signature.ts';
import {whyCopied} from '../../journal/copied-run.ts';
import {findRun} from '../../journal/runs.ts';
import type {Call, Command} from '../command.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import type {Terminal} from '../terminal.ts';
import {askRun} from '../watch/ask-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {takeUp} from '../watch/take-up.ts';

/** Gives, or refuses, an approval that a run waits for. */
export const approve: Command = {
  usage: 'RUN STEP [--refuse] [--key FILE]',
  about: `Gives an approval that a run waits for. It is recorded who gave it; --yes of exec never gives one. The person who
started the run cannot approve it unless the runbook says so. Where the runbook names allowed signers, the approval
is signed with an SSH key: over the run, the step, its runbook and inputs, and what is approved. A run that waits for
it and was left is taken up with it, and goes on.`,
  options: {
    refuse: {about: 'say no instead: the step fails'},
    key: {takes: 'FILE', about: 'the SSH key that signs (a public one if an agent holds the other half)'},
    statement: {about: 'print what would be signed, and do nothing'},
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who approves (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN', 'STEP'],
  examples: [
    ['runbook approve 7f3k go_no_go', 'open the gate "go_no_go"'],
    ['runbook approve 7f3k go_no_go --key ~/.ssh/id_ed25519', 'with a signature'],
  ],
  run: async (call, terminal) => {
    const [run = '', step = ''] = call.positionals;
    const by = call.value('by') ?? operator();
    if (call.flag('statement')) {
      const left = async () => stateLeft({run, step, by}, terminal);
      return askRun({command: 'approve', run, request: {ask: 'statement', step, by}, left}, terminal);
    }
    const signature = await signatureFor(call, {run, step, by, cwd: terminal.cwd});
    if (!signature.ok) {
      terminal.err(`runbook approve: ${signature.error}\n`);
      return exitStatus.refused;
    }
    const why = call.value('why');
    const value = call.flag('refuse') ? 'no' : 'yes';
    const request = {
      ...({ask: 'answer', step, value, by, via: 'runbook approve'} as const),
      ...(why !== undefined && {why}),
      ...(signature.value !== undefined && {signature: signature.value}),
    };
    const left = () => takeUp({command: 'approve', call, request}, terminal);
    return askRun({command: 'approve', run, request, left}, terminal);
  },
};

interface Approval {
  readonly run: string;
  readonly step: string;
  readonly by: string;
}

interface Signing extends Approval {
  readonly cwd: string;
}

/** Prints what would be signed for a run that no engine is at work on. */
function stateLeft({run, step, by}: Approval, terminal: Terminal): ExitStatus {
  const found = findRun(run);
  const statement = found.ok ? leftStatement(found.value.folder, step, by) : found;
  if (statement.ok) terminal.out(`${statement.value}\n`);
  else terminal.err(`runbook approve: ${statement.error}\n`);
  return statement.ok ? exitStatus.done : exitStatus.refused;
}

/** Where nothing is to be signed, or the run cannot be asked (which is said when it is), there is no signature. */
async function signatureFor(call: Call, {run, step, by, cwd}: Signing): Promise<Result<string | undefined, string>> {
  const key = call.value('key');
  const found = key === undefined ? undefined : findRun(run);
  if (key === undefined || !found?.ok || whyCopied(found.value.folder) !== undefined) return ok(undefined);
  const reply = await askEngine(found.value.folder, {ask: 'statement', step, by});
  if (reply === 'no engine') {
    const statement = leftStatement(found.value.folder, step, by);
    return statement.ok ? sign(statement.value, resolve(cwd, key)) : statement;
  }
  return reply.ok ? sign(reply.message, resolve(cwd, key)) : fail(reply.message);
}
