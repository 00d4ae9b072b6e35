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
  const target = {send: (name: NodeJS.Signals) => signal(-group, name), lives: () => groupLives(group), look: LOOK};
  await end(target, grace);
  await untilGone(target, grace);
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
  await end({send, lives: () => members().length > 0, look: LOOK_ALL}, grace);
}

const LOOK_ALL = 100;

/** Processes that are ended together. */
interface Target {
  readonly send: (name: NodeJS.Signals) => void;
  readonly lives: () => boolean;
  /** Milliseconds between two looks at whether any lives. */
  readonly look: number;
}

/** Asks them to end, and ends by force what is left after the grace period. */
async function end(target: Target, grace: number): Promise<void> {
  target.send('SIGTERM');
  target.send('SIGCONT');
  await untilGone(target, grace);
  if (target.lives()) target.send('SIGKILL');
}

async function untilGone({lives, look}: Target, most: number): Promise<void> {
  for (let waited = 0; waited < most && lives(); waited += look) await pause(look);
}

/** To a process, or to a group if it is negative. */
function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // Nobody is left there.
  }
}
