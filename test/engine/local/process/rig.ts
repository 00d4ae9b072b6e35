import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCommand} from '../../../../src/engine/local/process/command.ts';
import type {CommandHost} from '../../../../src/engine/local/process/command-host.ts';
import {secretForms} from '../../../../src/engine/local/process/secret-forms.ts';
import {latestAttemptFolder} from '../../../../src/journal/run-folder.ts';
import type {OutputMatchers} from '../../../../src/kinds/assertions/contract.ts';
import type {CommandRequest} from '../../../../src/kinds/io.ts';
import type {Performed} from '../../../../src/kinds/steps/contract.ts';

export const BASH = ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-O', 'inherit_errexit'];

/** No expectations. */
export const NO_MATCHERS: OutputMatchers = {stdout: [], stderr: [], output: []};

/** One command under way in a run folder of its own. */
export interface Rig {
  /** Where the command works and the test leaves it messages. */
  readonly world: string;
  readonly run: {
    readonly folder: string;
    readonly seed: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  readonly notes: string[];
  /** Runs a command to its end. */
  readonly command: (request: Partial<CommandRequest>, host?: Partial<CommandHost>) => Promise<Performed>;
  readonly file: (name: string, key?: string) => string;
  readonly remove: () => void;
}

export const KEY = '/step #1';

/** A new run folder and world for one test. */
export function rig(): Rig {
  const root = mkdtempSync(join(tmpdir(), 'process-'));
  const world = join(root, 'world');
  const folder = join(root, 'run');
  for (const path of [world, folder]) mkdirSync(path);
  const run = {folder, seed: root, environment: {PATH: process.env.PATH ?? '', HOME: world}};
  const notes: string[] = [];
  return {
    world,
    run,
    notes,
    command: (request, host) =>
      runCommand(
        {
          ...(request.argv === undefined && {script: ''}),
          shell: BASH,
          cwd: world,
          variables: [],
          merge: false,
          untilExpected: false,
          matchers: NO_MATCHERS,
          ...request,
        },
        {
          run,
          key: KEY,
          inherit: [],
          forms: () => [],
          cancelled: new AbortController().signal,
          left: new AbortController().signal,
          onPassed: () => {},
          note: (message) => notes.push(message),
          grace: 400,
          ...host,
        },
      ),
    file: (name, key = KEY) => readFileSync(join(latestAttemptFolder(folder, key) ?? '', name), 'utf8'),
    remove: () => rmSync(root, {recursive: true, force: true, maxRetries: 5}),
  };
}

/** The exit status of what ended. */
export function exitOf(performed: Performed): unknown {
  return performed.did === 'ended' ? performed.results.exit : performed;
}

/** All the forms in which a secret is looked for. */
export const formsOf = (...secrets: readonly string[]): readonly string[] => secrets.flatMap(secretForms);

/** Waits until `holds` does; the runner's own timeout is the only limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Whether a process is there that nobody only has to bury. */
export function lives(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
