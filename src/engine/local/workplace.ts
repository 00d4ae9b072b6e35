import {statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {inheritedVariables} from './process/environment.ts';

/** Where commands of a run are executed. */
export interface Workplace {
  /** Absolute. */
  readonly cwd: string;
  /** The address of the git remote `origin` (else of the first), without user or password. */
  readonly remote?: string;
}

/** The folder given by `--cwd`, else the top of the git tree that the runbook is in, else the runbook's folder. */
export async function workplaceOf(
  runbook: string,
  given: string | undefined,
  from: string,
): Promise<Result<Workplace, string>> {
  const cwd = given === undefined ? await topOf(dirname(runbook)) : resolve(from, given);
  if (statSync(cwd, {throwIfNoEntry: false})?.isDirectory() !== true) return fail(`--cwd "${given}" is not a folder`);
  const remote = await remoteOf(cwd);
  return ok({cwd, ...(remote !== undefined && {remote})});
}

async function topOf(folder: string): Promise<string> {
  return (await git(folder, ['rev-parse', '--show-toplevel'])) ?? folder;
}

async function remoteOf(folder: string): Promise<string | undefined> {
  const names = (await git(folder, ['remote']))?.split('\n') ?? [];
  const name = names.includes('origin') ? 'origin' : names[0];
  const address = name === undefined || name === '' ? undefined : await git(folder, ['remote', 'get-url', name]);
  return address?.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}

async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  const {execa} = await import('execa');
  const {failed, stdout} = await execa('git', ['-C', folder, ...args], {
    reject: false,
    stdin: 'ignore',
    timeout: 10_000,
    // What the operator's environment holds beside this, such as secrets, is none of git's business.
    extendEnv: false,
    env: inheritedVariables(process.env, ['GIT_*', 'XDG_*']),
  });
  return failed ? undefined : stdout.trim();
}
