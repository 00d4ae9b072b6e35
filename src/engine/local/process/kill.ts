import {setTimeout as pause} from 'node:timers/promises';
import {type KillReason, noteKill} from './attempt.ts';
import {groupLives} from './find-processes.ts';

/** Milliseconds between the request to end and the end by force. */
export const GRACE = 10_000;

const LOOK = 20;

/**
 * Ends the process group of an attempt: TERM and CONT (a stopped process hears nothing), then KILL for what is left
 * after the grace period. Why is noted first, for KILL takes along the wrapper that would have written the status.
 */
export async function killGroup(
  group: number,
  {folder, why, grace = GRACE}: {readonly folder: string; readonly why: KillReason; readonly grace?: number},
): Promise<void> {
  noteKill(folder, why);
  signal(group, 'SIGTERM');
  signal(group, 'SIGCONT');
  for (let waited = 0; waited < grace && groupLives(group); waited += LOOK) await pause(LOOK);
  signal(group, 'SIGKILL');
  for (let waited = 0; waited < grace && groupLives(group); waited += LOOK) await pause(LOOK);
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // Nobody is left in the group.
  }
}
