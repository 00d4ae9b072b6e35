import {fail, ok, type Result} from '../../../base/result.ts';
import {age} from './holder.ts';
import {type LockRefusal, type RunLock, type RunLockRequest, takeRunLock} from './run-lock.ts';
import {openSightings} from './sightings.ts';

type LockHeld = Extract<LockRefusal, {readonly is: 'held'}>;

/** Milliseconds between two looks at a lock on this machine. */
const NEAR = 200;

/** Who is told that a lock is waited for, and how one gives that up. */
export interface LockWaiting {
  readonly tell?: ((message: string) => void) | undefined;
  readonly givenUp?: AbortSignal | undefined;
}

/** Milliseconds between two looks at a lock of which it is only waited whether anything is heard. */
const SELDOM = 5000;

/**
 * Takes the runbook's lock; where it says so, waits until nobody else holds it. A lock that seems to have expired is
 * waited for in any case, until that is sure: clocks of two machines say nothing about it.
 */
export async function waitForRunLock(
  request: RunLockRequest,
  {tell = () => {}, givenUp}: LockWaiting,
): Promise<Result<RunLock | undefined, LockRefusal>> {
  const begun = Date.now();
  const waits = request.runbook.lock?.held === 'wait';
  const sightings = openSightings();
  let told: string | undefined;
  for (;;) {
    const taken = await takeRunLock(request, {at: Date.now(), sightings});
    if (taken.ok) return told === undefined ? taken : ok(waitedFor(taken.value, begun));
    if (taken.error.is === 'unreachable') return taken;
    const {message, holder = message} = taken.error;
    const until = nextLook(taken.error, waits);
    if (until === undefined) return taken;
    if (holder !== told) tell(message);
    told = holder;
    await pause(until, givenUp);
    if (givenUp?.aborted === true) return fail({...taken.error, message: `given up: ${message}`});
  }
}

/** Milliseconds until the next look; undefined where it is not worth one. */
function nextLook({lookEvery = NEAR, expiring}: LockHeld, waits: boolean): number | undefined {
  if (waits) return lookEvery;
  return expiring?.seemsOver === true ? Math.min(Math.max(lookEvery, SELDOM), expiring.after) : undefined;
}

function waitedFor(lock: RunLock | undefined, begun: number): RunLock | undefined {
  if (lock === undefined) return undefined;
  return {...lock, notes: [`the lock "${lock.name}" was waited for, ${age(begun, Date.now())}`, ...lock.notes]};
}

function pause(milliseconds: number, givenUp: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      givenUp?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    givenUp?.addEventListener('abort', over, {once: true});
    if (givenUp?.aborted === true) over();
  });
}
