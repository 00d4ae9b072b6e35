import {statSync} from 'node:fs';
import {join} from 'node:path';
import type {OutputDigest, Outputs} from '../../../events/event.ts';
import {digestFile} from '../../../journal/digest-file.ts';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';

/** What the output files of an attempt hold now, so that a later change is seen; undefined where it was no command. */
export async function outputsOf(folder: string | undefined): Promise<Outputs | undefined> {
  if (folder === undefined || sizeOf(folder, 'stdout') === undefined) return undefined;
  const [stdout, stderr] = [await digestOf(folder, 'stdout'), await digestOf(folder, 'stderr')];
  return {...(stdout && {stdout}), ...(stderr && {stderr})};
}

async function digestOf(folder: string, name: 'stdout' | 'stderr'): Promise<OutputDigest | undefined> {
  return sizeOf(folder, name) === 0 ? undefined : digestFile(join(folder, ATTEMPT_FILES[name]));
}

function sizeOf(folder: string, name: 'stdout' | 'stderr'): number | undefined {
  return statSync(join(folder, ATTEMPT_FILES[name]), {throwIfNoEntry: false})?.size;
}
