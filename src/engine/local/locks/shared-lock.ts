import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {LockKind, LockWorld, Register} from '../../../kinds/locks/contract.ts';
import {lockKinds} from '../../../kinds/locks/index.ts';
import type {SharedLockPlace} from '../../../model/runbook.ts';
import {holderText, parseHolder, type SharedHolder, seemsExpired, stands} from './holder.ts';
import type {Sightings} from './sightings.ts';

/** A lock across machines that this process holds. */
export interface SharedLock {
  /** Sentences for the record: whom it was taken from. */
  readonly notes: readonly string[];
  /** Whether it is still ours; the error says that it is lost, and to whom. */
  readonly look: (at: number) => Promise<Result<null, LockLost>>;
  /** Says that the holder lives, or only looks where nobody waits for that. */
  readonly renew: (at: number) => Promise<Result<null, LockLost>>;
  readonly release: () => Promise<void>;
}

/** Why a lock is not ours any more, or cannot be seen. */
export type LockLost =
  | {readonly is: 'taken'; readonly message: string}
  | {readonly is: 'unreachable'; readonly message: string};

/** How a lock across machines is asked for. */
export interface SharedRequest {
  readonly place: SharedLockPlace;
  /** As it is called there. */
  readonly name: string;
  readonly mine: Omit<SharedHolder, 'since' | 'seen' | 'expires'>;
  readonly at: number;
  /** What was seen of it so far. */
  readonly sightings: Sightings;
  /** Why it is taken from whoever holds it. */
  readonly force?: string;
}

/** Why a lock cannot be had: somebody holds it, or the place where it is kept cannot be reached. */
export type SharedRefusal =
  | {
      readonly is: 'held';
      readonly message: string;
      /** The run that has it, where that can be read. */
      readonly holder?: string;
      readonly lookEvery: number;
      readonly expiring?: Expiring;
    }
  | {readonly is: 'unreachable'; readonly message: string};

/** A lock that becomes free if nothing is heard of whoever holds it. */
export interface Expiring {
  /** Milliseconds for which it must be seen silent. */
  readonly after: number;
  /** Whether it seems to be that old already, and nothing was heard while it was looked at. */
  readonly seemsOver: boolean;
}

/** Many may want it at once; whoever is too late looks again, and sees then who has it. */
const TRIES = 20;

const kinds: Readonly<Record<string, LockKind<never> | undefined>> = lockKinds;

/** Takes a lock across machines, or says who has it. */
export async function takeShared(request: SharedRequest, world: LockWorld): Promise<Result<SharedLock, SharedRefusal>> {
  const register = registerOf(request, world);
  const {lookEvery} = register;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const seen = await register.read();
    if (!seen.ok) return fail({is: 'unreachable', message: seen.error.message});
    const holder = parseHolder(seen.value.text);
    const silentFor = request.sightings.look(seen.value.version);
    const claim = claimOn(seen.value, {...request, holder, silentFor});
    if (claim === 'none') {
      const message = nameOf(seen.value, {...request, holder, register});
      return fail({is: 'held', message, lookEvery, ...(holder && whoHolds(holder, request))});
    }
    const text = textOf(request, claim === 'ours' ? holder?.since : undefined);
    const taken = await register.swap({seen: seen.value, text});
    if (!taken.ok) return fail({is: 'unreachable', message: taken.error.message});
    if (taken.value === undefined) continue;
    const notes = notesOn(seen.value, {...request, holder, register, claim});
    return ok(lockOf(request, {register, held: taken.value, notes}));
  }
  return fail({is: 'held', message: 'somebody else, who was faster again and again', lookEvery});
}

function whoHolds(holder: SharedHolder, {at, sightings}: SharedRequest) {
  const {run, expires: after} = holder;
  const seemsOver = seemsExpired(holder, at) && !sightings.changed();
  return {holder: run, ...(after !== undefined && {expiring: {after, seemsOver}})};
}

type Claim = 'ours' | 'free' | 'force' | 'none';

interface SeenHolder {
  readonly holder: SharedHolder | undefined;
}

interface Claiming extends SharedRequest, SeenHolder {
  /** Milliseconds. */
  readonly silentFor: number;
}

/** By what right the lock is taken from `holder`; undefined: what stands there cannot be read, and may be a newer program's. */
function claimOn({text}: Register, {holder, silentFor, mine, force}: Claiming): Claim {
  if (text === undefined) return 'free';
  if (holder?.run === mine.run) return 'ours';
  if (holder !== undefined && !stands(holder, silentFor)) return 'free';
  return force === undefined ? 'none' : 'force';
}

function textOf({mine, place: {expires}, at}: SharedRequest, since = at): string {
  return JSON.stringify({...mine, since, seen: at, ...(expires !== undefined && {expires})});
}

interface Looked extends SharedRequest, SeenHolder {
  readonly register: ReturnType<typeof registerOf>;
}

/** Whom it was taken from. */
function notesOn(seen: Register, looked: Looked & {readonly claim: Claim}): readonly string[] {
  const {claim, force} = looked;
  if (seen.text === undefined || claim === 'ours') return [];
  const from = nameOf(seen, looked);
  return [claim === 'free' ? `it was left behind by ${from}` : `it was taken by force from ${from}; why: ${force}`];
}

function nameOf(seen: Register, {holder, at, register}: Looked): string {
  if (holder !== undefined) return holderText(holder, at);
  const why = seen.text === '' ? 'is empty' : 'names nobody';
  return `somebody who cannot be read (${register.where(seen)} ${why})`;
}

interface Held {
  readonly register: ReturnType<typeof registerOf>;
  readonly held: Register;
  readonly notes: readonly string[];
}

function lockOf(request: SharedRequest, {register, held, notes}: Held): SharedLock {
  let mine = held;
  // What was to be written and may have been, though the answer was lost.
  let doubtful: string | undefined;
  const lost = (text: string | undefined, at: number): Result<never, LockLost> => {
    const holder = parseHolder(text);
    return fail({is: 'taken', message: holder === undefined ? 'somebody' : holderText(holder, at)});
  };
  const look = async (at: number): Promise<Result<null, LockLost>> => {
    const seen = await register.read();
    if (!seen.ok) return fail({is: 'unreachable', message: seen.error.message});
    if (seen.value.version === mine.version) return ok(null);
    if (doubtful === undefined || seen.value.text !== doubtful) return lost(seen.value.text, at);
    mine = seen.value;
    return ok(null);
  };
  return {
    notes,
    look,
    renew: async (at) => {
      const holder = parseHolder(mine.text);
      if (request.place.expires === undefined || holder === undefined) return look(at);
      const text = JSON.stringify({...holder, seen: at});
      const swapped = await register.swap({seen: mine, text});
      if (!swapped.ok) {
        doubtful = text;
        return fail({is: 'unreachable', message: swapped.error.message});
      }
      if (swapped.value === undefined) return look(at);
      mine = swapped.value;
      return ok(null);
    },
    release: async () => {
      await register.swap({seen: mine});
    },
  };
}

function registerOf({place, name}: SharedRequest, world: LockWorld) {
  const kind = kinds[place.kind];
  if (kind === undefined) throw new Error(`there is no kind of lock "${place.kind}"`);
  const at = {body: place.body as never, name};
  return {
    lookEvery: kind.lookEvery,
    where: (seen: Register) => kind.where(at, seen),
    read: (): Promise<Result<Register, EvaluationFault>> => kind.read(at, world),
    swap: (change: {readonly seen: Register; readonly text?: string}) => kind.swap(at, change, world),
  };
}
