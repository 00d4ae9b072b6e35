import type {EffectKey} from '../../base/ids.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import {foldTurn, isKnown} from '../../events/evolve.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {type KeptHashes, keptHashes} from '../../journal/changed-copies.ts';

/** What the turns of a journal come to for whoever goes on with the run: plain data, from which a fold can go on. */
export interface Folded {
  readonly state: RunState;
  /** The boot of the machine in which each act that has not ended was intended. */
  readonly boots: ReadonlyMap<EffectKey, string>;
  /** That of the last engine; empty if there was none. */
  readonly boot: string;
  readonly hashes: KeptHashes;
}

/** A fold of a journal's turns, one after the other. */
export interface RunFold {
  /** Whether this program knows what the turn means; it takes none after one that a newer program wrote. */
  readonly take: (turn: Turn) => boolean;
  /** The name of the event that it does not know. */
  readonly unknown: () => string | undefined;
  readonly end: () => Folded;
}

/** Begins where another fold came to, whose data is this one's from now on; else before the first turn. */
export function runFold(begin: Folded = NOTHING()): RunFold {
  const {state} = begin;
  const boots = new Map(begin.boots);
  let {boot, hashes} = begin;
  let unknown: string | undefined;
  const note = (event: RunEvent) => {
    if (event.event === 'engine-started') boot = event.boot;
    hashes = keptHashes(hashes, event);
    if (event.event === 'intended' && event.effect.do === 'act') boots.set(event.effect.key, boot);
    if (event.event === 'act-ended') boots.delete(event.key);
  };
  return {
    take: (turn) => {
      unknown ??= turn.events.find((event) => !isKnown(event))?.event;
      if (unknown !== undefined) return false;
      foldTurn(state, turn);
      for (const event of turn.events) note(event);
      return true;
    },
    unknown: () => unknown,
    end: () => ({state, boots, boot, hashes}),
  };
}

const NOTHING = (): Folded => ({state: initialState(), boots: new Map(), boot: '', hashes: {}});
