import {resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {askEngine} from '../../control/client.ts';
import {readGiven} from '../../engine/local/io/given-file.ts';
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
  usage: 'RUN STEP [--refuse] [--key FILE | --signature FILE]',
  about: `Gives an approval that a run waits for; who gave it is recorded, and --yes of exec never does. Whoever began the run,
took it up or changed it cannot approve it unless the runbook says so. Where the runbook names allowed signers, the
approval is signed with an SSH key, over the run, the step, its runbook and inputs, and what is approved; or elsewhere,
by ssh-keygen -Y sign -n runbook-approval over what --statement prints. A run that was left is taken up with it.`,
  options: {
    refuse: {about: 'say no instead: the step fails'},
    key: {takes: 'FILE', about: 'the SSH key that signs (public if an agent has it)'},
    signature: {takes: 'FILE', about: 'what ssh-keygen signed elsewhere'},
    statement: {about: 'print what is to be signed, and do nothing'},
    why: {takes: 'REASON', about: 'the reason, recorded'},
    by: {takes: 'NAME', about: 'who approves (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['RUN', 'STEP'],
  examples: [
    ['runbook approve 7f3k go_no_go', 'open the gate "go_no_go"'],
    ['runbook approve 7f3k go_no_go --key ~/.ssh/id_ed25519', 'with a signature'],
    ['runbook approve 7f3k go_no_go --by ada --statement > go', 'for Ada to sign'],
    ['runbook approve 7f3k go_no_go --by ada --signature go.sig', 'what Ada signed'],
  ],
  run: async (call, terminal) => {
    const [run = '', step = ''] = call.positionals;
    const by = call.value('by') ?? operator();
    const misused = misusedOption(call);
    if (misused !== undefined) {
      terminal.err(`runbook approve: ${misused}\n`);
      return exitStatus.invalid;
    }
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

/** What is asked for and would have no effect, or none that can be meant. */
function misusedOption(call: Call): string | undefined {
  const signing = ['key', 'signature'].filter((option) => call.value(option) !== undefined);
  const [first] = [...signing, ...(call.flag('refuse') ? ['refuse'] : []), ...(call.value('why') ? ['why'] : [])];
  if (call.flag('statement')) return first && `--statement only prints: leave --${first} out`;
  if (signing.length > 1) return 'give --key or --signature, and not both';
  return call.flag('refuse') ? signing[0] && `to refuse needs no signature: leave --${signing[0]} out` : undefined;
}

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
  if (statement.ok) terminal.out(statement.value);
  else terminal.err(`runbook approve: ${statement.error}\n`);
  return statement.ok ? exitStatus.done : exitStatus.refused;
}

/** Where nothing is to be signed, or the run cannot be asked (which is said when it is), there is no signature. */
async function signatureFor(call: Call, {run, step, by, cwd}: Signing): Promise<Result<string | undefined, string>> {
  const [key, signature] = [call.value('key'), call.value('signature')];
  if (signature !== undefined) return readSignature(resolve(cwd, signature));
  const found = key === undefined ? undefined : findRun(run);
  if (key === undefined || !found?.ok || whyCopied(found.value.folder) !== undefined) return ok(undefined);
  const reply = await askEngine(found.value.folder, {ask: 'statement', step, by});
  if (reply === 'no engine') {
    const statement = leftStatement(found.value.folder, step, by);
    return statement.ok ? sign(statement.value, resolve(cwd, key)) : statement;
  }
  return reply.ok ? sign(reply.message, resolve(cwd, key)) : fail(reply.message);
}

/** Bytes that no signature has. */
const LONGEST = 64 << 10;

function readSignature(path: string): Result<string, string> {
  const read = readGiven(path, LONGEST);
  if (!read.ok) return fail(`--signature "${path}" cannot be read: ${read.error}`);
  const text = read.value.bytes.toString('utf8').trim();
  if (text.startsWith('-----BEGIN SSH SIGNATURE-----')) return ok(text);
  return fail(`"${path}" is no signature as ssh-keygen -Y sign writes it`);
}
