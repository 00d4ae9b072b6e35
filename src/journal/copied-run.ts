import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {isRunId, summaryOf} from './runs.ts';

/** A folder of a run that has another name than its journal says: it was copied, or renamed. */
export interface CopiedRun {
  /** Why nothing goes on with it: what the run did would be done twice. */
  readonly message: string;
  /** What to do instead. */
  readonly next: string;
  /** Whether the run that it was copied from is there, beside it. */
  readonly original: boolean;
}

/** What is to be said of the folder if it is not the run's own; undefined if it is. */
export function copiedRun(folder: string): CopiedRun | undefined {
  const copyOf = summaryOf(folder)?.copyOf;
  if (copyOf === undefined) return undefined;
  const known = isRunId(copyOf);
  const own = join(dirname(folder), copyOf);
  const original = known && existsSync(own);
  const name = known ? `run ${copyOf}` : 'a run of another name';
  const message = `this is a copy of ${name}, or that run under another name: to go on with it could do its work twice`;
  if (original)
    return {message, original, next: `go on with run ${copyOf}; the copy can be read: runbook show, report, verify`};
  const next = known ? `if it is the only one, give it its name back: mv '${folder}' '${own}'` : 'it can only be read';
  return {message, original, next};
}

/** The same in one line; undefined if the folder is the run's own. */
export function whyCopied(folder: string): string | undefined {
  const copied = copiedRun(folder);
  return copied && `${copied.message}; ${copied.next}`;
}
