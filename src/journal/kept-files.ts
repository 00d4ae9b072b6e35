import {hash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {parseJson} from '../base/json.ts';
import {fail, ok, type Result} from '../base/result.ts';
import {readRegular} from './regular-file.ts';
import {RUN_FILES, runFile} from './run-folder.ts';

/** A file of a runbook as a run keeps it. */
export interface KeptFile {
  readonly name: string;
  readonly text: string;
}

/** What stands for the files of a runbook in the journal: the SHA-256 of their names and texts, hexadecimal. */
export function filesHash(files: readonly KeptFile[]): string {
  return hash('sha256', JSON.stringify(files.map(({name, text}) => [name, text])));
}

/** The files of a runbook that a run keeps, or those it is being corrected by; the error says why they cannot be used. */
export function readKeptFiles(
  folder: string,
  file: 'files' | 'corrected' = 'files',
): Result<readonly KeptFile[], string> {
  const kept = readJson(folder, file);
  if (!kept.ok) return kept;
  return areFiles(kept.value) ? ok(kept.value) : fail(damaged(file, NO_FILES));
}

/** What the run's files were before each correction, the oldest first; none where it never was corrected. */
export function readEarlierFiles(folder: string): Result<readonly (readonly KeptFile[])[], string> {
  if (!existsSync(runFile(folder, 'earlier'))) return ok([]);
  const kept = readJson(folder, 'earlier');
  if (!kept.ok) return kept;
  const {value} = kept;
  return Array.isArray(value) && value.every(areFiles) ? ok(value) : fail(damaged('earlier', NO_FILES));
}

type Copies = 'files' | 'corrected' | 'earlier';

const NO_FILES = 'it does not hold the files of a runbook';

function readJson(folder: string, file: Copies): Result<unknown, string> {
  const read = readRegular(runFile(folder, file));
  if (!read.ok) return fail(`${RUN_FILES[file]} cannot be read: ${read.error}`);
  const value: unknown = parseJson(read.value.toString('utf8'));
  return value === undefined ? fail(damaged(file, 'it is no JSON')) : ok(value);
}

function areFiles(value: unknown): value is readonly KeptFile[] {
  return Array.isArray(value) && value.every(isFile);
}

function isFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const {name, text} = value as Partial<Record<string, unknown>>;
  return typeof name === 'string' && typeof text === 'string';
}

function damaged(file: Copies, why: string): string {
  return `${RUN_FILES[file]} is damaged: ${why}`;
}
