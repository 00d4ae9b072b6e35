import {setTimeout as pause} from 'node:timers/promises';
import {type KillReason, noteKill} from './attempt.ts';
import {groupLives, isGroupOf, membersOf} from './find-processes.ts';

/** Milliseconds between the request to end and the end by force. */
const GRACE = 10_000;

const LOOK = 20;

/**
 * Ends the process group of an attempt: TERM and CONT (a stopped process hears nothing), then KILL for what is left
 * after the grace period. Why is noted first, for KILL takes along the wrapper that would have written the status.
 * A group whose number was given to somebody else meanwhile is left alone: while a member lives it cannot be.
 */
export async function killGroup(
  group: number,
  {
    token,
    folder,
    why,
    grace = GRACE,
  }: {readonly token: string; readonly folder: string; readonly why: KillReason; readonly grace?: number},
): Promise<void> {
  noteKill(folder, why);
  if (!isGroupOf(group, token)) return;
  signal(-group, 'SIGTERM');
  signal(-group, 'SIGCONT');
  for (let waited = 0; waited < grace && groupLives(group); waited += LOOK) await pause(LOOK);
  if (!groupLives(group)) return;
  signal(-group, 'SIGKILL');
  for (let waited = 0; waited < grace && groupLives(group); waited += LOOK) await pause(LOOK);
}

/**
 * Ends the processes of an attempt in somebody's terminal, which have no group of their own: those that carry its
 * marker. The wrapper is left to write the status. Only Linux tells whose they are; elsewhere the person ends them.
 */
export async function killMembers(
  token: string,
  {
    wrapper,
    folder,
    why,
    grace = GRACE,
  }: {readonly wrapper: number; readonly folder: string; readonly why: KillReason; readonly grace?: number},
): Promise<void> {
  const members = () => membersOf(token, -1).filter(({pid}) => pid !== wrapper);
  const send = (name: NodeJS.Signals) => {
    for (const {pid} of members()) signal(pid, name);
  };
  noteKill(folder, why);
  send('SIGTERM');
  send('SIGCONT');
  for (let waited = 0; waited < grace && members().length > 0; waited += LOOK_ALL) await pause(LOOK_ALL);
  send('SIGKILL');
}

const LOOK_ALL = 100;

/** To a process, or to a group if it is negative. */
function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // Nobody is left there.
  }
}
