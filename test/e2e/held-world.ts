import {execFileSync} from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {createWorld, startApi, type World, worldEnvironment} from '../../examples/sandbox/world.mjs';
import {bareEnvironment, type Place} from './program.ts';

/** A world in which one call of one program waits, once it has begun, until it is let go. */
export interface HeldWorld {
  readonly world: World;
  readonly place: Place;
  /** The address of the world's API. */
  readonly api: string;
  /** How often the held call was begun. */
  readonly begun: () => number;
  /** Whether the held call, and everything around it, has ended. */
  readonly ended: () => boolean;
  /** Lets the held call do its work. */
  readonly letGo: () => void;
}

/** Makes a world in `folder` in which `program words` is held, gives it to `use`, and ends whatever is left of it. */
export async function withHeldWorld<T>(
  folder: string,
  {scenario, held}: {readonly scenario: string; readonly held: readonly [program: string, words: string]},
  use: (world: HeldWorld) => Promise<T>,
): Promise<T> {
  const home = join(folder, 'world');
  mkdirSync(home);
  const world = createWorld(home, {scenario, pace: 0});
  const files = {begun: join(folder, 'begun'), gate: join(folder, 'gate'), group: join(folder, 'group')};
  writeFileSync(files.begun, '');
  execFileSync('mkfifo', [files.gate]);
  // Read and write, so that opening waits for nobody and what is written stays until it is read.
  const gate = openSync(files.gate, constants.O_RDWR);
  hold(world, held, files);
  const {address, stop} = await startApi(world);
  try {
    return await use({
      world,
      place: {cwd: world.clone, env: worldEnvironment(world, bareEnvironment(folder))},
      api: address,
      begun: () => linesOf(files.begun).length,
      ended: () => !isAlive(Number(readFileSync(files.group, 'utf8'))),
      letGo: () => writeSync(gate, 'go\n'),
    });
  } finally {
    closeSync(gate);
    await stop();
  }
}

/** Waits until `holds`; tests of processes have nothing to be told by. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

/** Whether a process of the group is left. */
function isAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/** The lines of a file. */
export function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** The folder of the only run of a world. */
export function runFolder(world: World): string {
  const runs = join(world.runs, 'runs');
  return join(runs, readdirSync(runs)[0] ?? '');
}

/** Puts a program of the same name in front of the real one. */
function hold(
  {bin, folder}: World,
  [program, words]: readonly [string, string],
  {begun, gate, group}: Readonly<Record<'begun' | 'gate' | 'group', string>>,
): void {
  const own = join(folder, 'programs', `${program}.mjs`);
  const real = existsSync(own) ? `exec "${own}" "$@"` : `PATH=\${PATH#"${bin}":} exec ${program} "$@"`;
  const text = `#!/bin/sh
case "$*" in ${words.replaceAll(' ', '\\ ')})
  read -r _ _ _ _ group _ < "/proc/$$/stat"
  echo "$group" > "${group}"
  echo "$*" >> "${begun}"
  read -r word < "${gate}" || exit 99 ;;
esac
${real}
`;
  const file = join(bin, program);
  mkdirSync(dirname(file), {recursive: true});
  rmSync(file, {force: true});
  writeFileSync(file, text, {mode: 0o755});
}
