import {fail, ok, type Result} from '../../../base/result.ts';
import {age} from './holder.ts';
import {type LockRefusal, type RunLock, type RunLockRequest, takeRunLock} from './run-lock.ts';

/** Milliseconds between two looks at a lock on this machine. */
const NEAR = 200;

/** Who is told that a lock is waited for, and how one gives that up. */
export interface LockWaiting {
  readonly tell?: ((message: string) => void) | undefined;
  readonly givenUp?: AbortSignal | undefined;
}

/** Takes the runbook's lock; where it says so, waits until nobody else holds it. */
export async function waitForRunLock(
  request: RunLockRequest,
  {tell = () => {}, givenUp}: LockWaiting,
): Promise<Result<RunLock | undefined, LockRefusal>> {
  const begun = Date.now();
  const {lock} = request.runbook;
  let told: string | undefined;
  for (;;) {
    const taken = await takeRunLock(request, Date.now());
    if (taken.ok) return told === undefined ? taken : ok(waitedFor(taken.value, begun));
    if (lock?.held !== 'wait' || taken.error.is === 'unreachable') return taken;
    const {message, holder = message} = taken.error;
    if (holder !== told) tell(message);
    told = holder;
    await pause(taken.error.lookEvery ?? NEAR, givenUp);
    if (givenUp?.aborted === true) return fail({...taken.error, message: `given up: ${message}`});
  }
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
