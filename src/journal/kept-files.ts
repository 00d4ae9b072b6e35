import {hash} from 'node:crypto';
import {readFileSync} from 'node:fs';

/** A file of a runbook as a run keeps it. */
export interface KeptFile {
  readonly name: string;
  readonly text: string;
}

/** What stands for the files of a runbook in the journal: the SHA-256 of their names and texts, hexadecimal. */
export function filesHash(files: readonly KeptFile[]): string {
  return hash('sha256', JSON.stringify(files.map(({name, text}) => [name, text])));
}

/** The files of a runbook that `path` keeps; undefined where they are gone or cannot be read. */
export function readKeptFiles(path: string): readonly KeptFile[] | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly KeptFile[];
  } catch {
    return undefined;
  }
}
