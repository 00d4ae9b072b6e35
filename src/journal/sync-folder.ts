import {closeSync, fsyncSync, openSync} from 'node:fs';

/** Makes durable which files are in `folder`. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
