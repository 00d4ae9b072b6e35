import {createInterface} from 'node:readline/promises';
import {Writable} from 'node:stream';
import {fail, ok, type Result} from '../../base/result.ts';
import {askEngine} from '../../control/client.ts';
import type {ControlRequest} from '../../control/request.ts';
import type {SecretKind} from '../../kinds/secrets/contract.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import type {Runbook} from '../../model/runbook.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {Terminal} from '../terminal.ts';

/** What was typed for secrets, by their names. It is in memory, and goes nowhere but to the engine. */
export type TypedSecrets = Readonly<Record<string, string>>;

const kinds: Readonly<Record<string, SecretKind<never> | undefined>> = secretKinds;

/** The secrets that a person has to type before an engine begins, with the question for each. */
export function questionsForSecrets({secrets}: Pick<Runbook, 'secrets'>): readonly (readonly [string, string])[] {
  return Object.entries(secrets).flatMap(([name, {source, body}]) => {
    const question = kinds[source]?.question?.(body as never);
    return question === undefined ? [] : [[name, question] as const];
  });
}

/** Why a run that nobody watches cannot begin: secrets that have to be typed. Undefined where none has to be. */
export function untypedSecrets(runbook: Pick<Runbook, 'secrets'>): string | undefined {
  const needed = questionsForSecrets(runbook).filter(([name]) => runbook.secrets[name]?.optional !== true);
  if (needed.length === 0) return undefined;
  const names = needed.map(([name, question]) => `"${name}" (${question})`).join(', ');
  return `there is no terminal to type ${names}; a secret for unattended runs comes from env, file or command`;
}

/** An engine that is to be started, which may need secrets. */
export interface Needing {
  readonly runbook: Runbook;
  readonly kept: {readonly folder: string};
  /** What is asked of the run. */
  readonly request?: ControlRequest;
}

/** Asks for what has to be typed, at the terminal and without an echo; nothing, if an engine is at work on the run already. */
export async function typeSecrets(
  {runbook, kept, request}: Needing,
  terminal: Terminal,
): Promise<Result<TypedSecrets, ExitStatus>> {
  const questions = questionsForSecrets(runbook);
  if (questions.length === 0) return ok({});
  if ((await askEngine(kept.folder, {ask: 'hello'})) !== 'no engine') return ok({});
  if (!terminal.interactive) {
    // A run can be ended without them.
    if (request !== undefined) return ok({});
    const untyped = untypedSecrets(runbook);
    if (untyped === undefined) return ok({});
    terminal.err(`runbook: ${untyped}\n`);
    return fail(exitStatus.invalid);
  }
  const typed: Record<string, string> = {};
  for (const [name, question] of questions) {
    const answer = await hiddenLine(() => terminal.err(`${question} (not shown): `));
    terminal.err('\n');
    if (answer === undefined) return fail(exitStatus.interrupted);
    typed[name] = answer;
  }
  return ok(typed);
}

/** One line from the terminal, which echoes nothing before it is asked for; undefined if the operator gave up. */
async function hiddenLine(ask: () => void): Promise<string | undefined> {
  const nowhere = new Writable({write: (_, __, done) => done()});
  const lines = createInterface({input: process.stdin, output: nowhere, terminal: true, historySize: 0});
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    ask();
    return await Promise.race([lines.question(''), ended]);
  } catch {
    return undefined;
  } finally {
    lines.close();
  }
}
