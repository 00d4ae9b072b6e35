import {hash} from 'node:crypto';
import {readRegular} from './regular-file.ts';
import {RUN_FILES, runFile} from './run-folder.ts';

/** What a run keeps beside its journal and its runbook, and never changes. */
export const BESIDE = ['environment', 'options', 'seed'] as const;

/** The SHA-256 of each of them, hexadecimal, by the name of its file; a run of an older program tells none. */
export type BesideHashes = Readonly<Record<string, string>>;

/** The hashes that stand for these texts in the journal. */
export function besideHashes(texts: Readonly<Record<(typeof BESIDE)[number], string>>): BesideHashes {
  return Object.fromEntries(BESIDE.map((file) => [RUN_FILES[file], hash('sha256', texts[file])]));
}

/** The names of the files that are not what the journal tells of them, or are gone. */
export function changedBeside(folder: string, told: BesideHashes = {}): readonly string[] {
  return BESIDE.filter((file) => {
    const expected = told[RUN_FILES[file]];
    if (expected === undefined) return false;
    const found = readRegular(runFile(folder, file));
    return !found.ok || hash('sha256', found.value) !== expected;
  }).map((file) => RUN_FILES[file]);
}
