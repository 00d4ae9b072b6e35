import {hash} from 'node:crypto';

/** A file of a runbook as a run keeps it. */
export interface KeptFile {
  readonly name: string;
  readonly text: string;
}

/** What stands for the files of a runbook in the journal: the SHA-256 of their names and texts, hexadecimal. */
export function filesHash(files: readonly KeptFile[]): string {
  return hash('sha256', JSON.stringify(files.map(({name, text}) => [name, text])));
}
