import {startTimer} from '../long-timer.ts';
import {age} from './holder.ts';
import type {RunLock} from './run-lock.ts';

/** Milliseconds between two looks at a lock across machines. */
const LOOK = 15_000;

/** Milliseconds between two looks at what this machine knows of it. */
const NEAR = 1000;

/**
 * A lock that expires is renewed so many times meanwhile, so that one lost message does not lose it. If none arrives,
 * it is given up one renewal before anybody else may take it: that long the run has to end what it does.
 */
const RENEWALS = 4;

/** What becomes of a lock while its run is under way. */
export interface LockWatch {
  /** It is somebody else's now, or may soon be, for it could not be renewed in time. */
  readonly onLost: (message: string) => void;
  readonly expires?: number | undefined;
  /** Aborted when the engine ends. */
  readonly over: AbortSignal;
}

/** Looks again and again whether a run still has its lock; where others share it, says there that its holder lives. */
export function keepLock(lock: RunLock, watch: LockWatch): void {
  const {over, onLost} = watch;
  const done = new AbortController();
  const lost = (message: string) => {
    if (over.aborted || done.signal.aborted) return;
    done.abort();
    onLost(message);
  };
  const parts = {lost, over: AbortSignal.any([over, done.signal])};
  keepLocal(lock, parts);
  keepShared(lock, {...parts, ...(watch.expires !== undefined && {expires: watch.expires})});
}

interface Keeping {
  readonly lost: (message: string) => void;
  readonly over: AbortSignal;
}

/** What is said of a lock that another run has, by its name or by what can be told of it. */
export function takenOver({name}: Pick<RunLock, 'name'>, by = 'another run'): string {
  return `the lock "${name}" was taken over by ${by}`;
}

function keepLocal(lock: RunLock, {lost, over}: Keeping): void {
  const looking = setInterval(() => lock.local.held() || lost(takenOver(lock)), NEAR);
  over.addEventListener('abort', () => clearInterval(looking), {once: true});
}

/** Looks often, for it may be taken by force, and renews seldom, for that changes what all others read. */
function keepShared(lock: RunLock, {lost, over, expires}: Keeping & {readonly expires?: number}): void {
  const {name, shared} = lock;
  if (shared === undefined) return;
  const every = expires === undefined ? Number.POSITIVE_INFINITY : Math.ceil(expires / RENEWALS);
  const pace = Math.min(every, LOOK);
  let untilRenewal = every;
  let renewed = Date.now();
  let why = 'no answer came';
  const giveUp = () =>
    lost(`the lock "${name}" could not be renewed for ${age(renewed, Date.now())}, and expires soon: ${why}`);
  const patience = () => (expires === undefined ? undefined : startTimer(giveUp, expires - every));
  let stopPatience = patience();
  const renew = async (at: number) => {
    const next = patience();
    const kept = await shared.renew(at);
    // Whatever the answer took, what was promised counts from before it was asked for.
    (kept.ok ? stopPatience : next)?.();
    if (kept.ok) [renewed, stopPatience, untilRenewal] = [at, next, every];
    return kept;
  };
  const look = async () => {
    const at = Date.now();
    untilRenewal -= pace;
    const kept = await (untilRenewal > 0 ? shared.look(at) : renew(at));
    if (over.aborted) return stopPatience?.();
    if (!kept.ok && kept.error.is === 'taken') return lost(takenOver(lock, kept.error.message));
    if (!kept.ok) why = kept.error.message;
    // A machine that has slept comes too late, and its timers with it.
    if (!kept.ok && expires !== undefined && Date.now() - renewed > expires - every) return giveUp();
    stopLooking = startTimer(look, pace);
  };
  let stopLooking = startTimer(look, pace);
  const stop = () => {
    stopLooking();
    stopPatience?.();
  };
  over.addEventListener('abort', stop, {once: true});
}
