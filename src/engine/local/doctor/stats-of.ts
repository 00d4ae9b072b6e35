import {type Stats, statSync} from 'node:fs';

/** What the system knows of a file or folder; undefined where there is none, or it cannot be looked at. */
export function statsOf(where: string): Stats | undefined {
  try {
    return statSync(where);
  } catch {
    return undefined;
  }
}
