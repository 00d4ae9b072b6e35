import type {RunLock} from './run-lock.ts';

/** Milliseconds between two looks at a lock that does not expire. */
const LOOK = 30_000;

/** A lock that expires is renewed so many times meanwhile, so that one lost message does not lose it. */
const RENEWALS = 4;

/** What becomes of a lock across machines while its run is under way. */
export interface LockWatch {
  /** It is somebody else's now, or may be, for it could not be renewed in time. */
  readonly onLost: (message: string) => void;
  readonly expires?: number | undefined;
  /** Aborted when the engine ends. */
  readonly over: AbortSignal;
}

/** Says again and again that the holder of a lock across machines lives, and looks whether it still has it. */
export function keepLock({name, shared}: RunLock, {onLost, expires, over}: LockWatch): void {
  if (shared === undefined) return;
  const every = expires === undefined ? LOOK : Math.ceil(expires / RENEWALS);
  let renewed = Date.now();
  const look = async () => {
    const at = Date.now();
    const kept = await shared.renew(at);
    if (over.aborted) return;
    if (kept.ok) renewed = at;
    else if (kept.error.is === 'taken') return onLost(`the lock "${name}" was taken over by ${kept.error.message}`);
    else if (expires !== undefined && at - renewed + every > expires) {
      return onLost(`the lock "${name}" could not be renewed before it expires: ${kept.error.message}`);
    }
    timer = setTimeout(look, every);
  };
  let timer = setTimeout(look, every);
  over.addEventListener('abort', () => clearTimeout(timer), {once: true});
}
