import type {EffectKey} from '../../base/ids.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import {foldTurn, isKnown} from '../../events/evolve.ts';
import {emptyView} from '../../events/observe.ts';
import {type Passing, type Past, passOver} from '../../events/pass-over.ts';
import {initialState, type RunState} from '../../events/state.ts';
import {type KeptHashes, keptHashes} from '../../journal/changed-copies.ts';

/** What the turns of a journal come to: plain data, from which a fold can go on. */
export interface Folded {
  readonly state: RunState;
  /** The boot of the machine in which each act that has not ended was intended. */
  readonly boots: ReadonlyMap<EffectKey, string>;
  /** That of the last engine; empty if there was none. */
  readonly boot: string;
  readonly hashes: KeptHashes;
  readonly past: Past;
}

/** A fold of a journal's turns, one after the other. */
export class RunFold {
  readonly #state: RunState;
  readonly #boots: Map<EffectKey, string>;
  #boot: string;
  #hashes: KeptHashes;
  #first: Turn | undefined;
  readonly #view: Past['view'];
  readonly #passing: Passing;
  #unknown: string | undefined;

  /** Begins where another one came to, whose data is its own from now on; else before the first turn. */
  constructor({state, boots, boot, hashes, past}: Folded = nothing()) {
    this.#state = state;
    this.#boots = new Map(boots);
    this.#boot = boot;
    this.#hashes = hashes;
    this.#first = past.first;
    this.#view = past.view;
    this.#passing = passOver(past.view);
  }

  /** The name of an event that a newer program wrote: nothing is known of the run from there on. */
  get unknown(): string | undefined {
    return this.#unknown;
  }

  readonly take = (turn: Turn): void => {
    this.#unknown ??= turn.events.find((event) => !isKnown(event))?.event;
    if (this.#unknown !== undefined) return;
    this.#first ??= turn;
    foldTurn(this.#state, turn);
    for (const event of turn.events) this.#note(event);
    this.#passing.take(turn);
  };

  #note(event: RunEvent): void {
    if (event.event === 'engine-started') this.#boot = event.boot;
    this.#hashes = keptHashes(this.#hashes, event);
    if (event.event === 'intended' && event.effect.do === 'act') this.#boots.set(event.effect.key, this.#boot);
    if (event.event === 'act-ended') this.#boots.delete(event.key);
  }

  end(): Folded {
    this.#passing.end();
    return {
      state: this.#state,
      boots: this.#boots,
      boot: this.#boot,
      hashes: this.#hashes,
      past: {first: this.#first, view: this.#view},
    };
  }
}

function nothing(): Folded {
  return {
    state: initialState(),
    boots: new Map(),
    boot: '',
    hashes: {},
    past: {first: undefined, view: emptyView()},
  };
}
