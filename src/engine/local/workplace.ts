import {execFile} from 'node:child_process';
import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {inheritedVariables} from './process/environment.ts';

/** Where commands of a run are executed. */
export interface Workplace {
  /** Absolute. */
  readonly cwd: string;
  /** The address of the git remote `origin` (else of the first), without user or password. */
  readonly remote?: string;
}

/** The folder given by `--cwd`, else the top of the git tree that the folder of the runbook is in, else that folder. */
export async function workplaceOf(
  folder: string,
  given: string | undefined,
  from: string,
): Promise<Result<Workplace, string>> {
  const start = given === undefined ? folder : resolve(from, given);
  if (statSync(start, {throwIfNoEntry: false})?.isDirectory() !== true)
    return fail(`commands cannot run in "${start}": it is not a folder`);
  const [cwd, remote] = await Promise.all([given === undefined ? topOf(start) : start, remoteOf(start)]);
  return ok({cwd, ...(remote !== undefined && {remote})});
}

async function topOf(folder: string): Promise<string> {
  return (await git(folder, ['rev-parse', '--show-toplevel'])) ?? folder;
}

async function remoteOf(folder: string): Promise<string | undefined> {
  const lines = (await git(folder, ['remote', '-v']))?.split('\n') ?? [];
  const remotes = lines.flatMap((line) => {
    const [, name, address] = /^(\S+)\t(.+) \(fetch\)/.exec(line) ?? [];
    return address === undefined ? [] : [{name, address}];
  });
  const {address} = remotes.find(({name}) => name === 'origin') ?? remotes[0] ?? {};
  return address?.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}

/** Asked at every start, so without the library for helper processes: loading that takes longer than git does. */
function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  // What the operator's environment holds beside this, such as secrets, is none of git's business.
  const env = inheritedVariables(process.env, ['GIT_*', 'XDG_*']);
  return new Promise((settle) => {
    const child = execFile('git', ['-C', folder, ...args], {env, timeout: 10_000}, (error, stdout) =>
      settle(error === null ? stdout.trim() : undefined),
    );
    child.stdin?.end();
  });
}
