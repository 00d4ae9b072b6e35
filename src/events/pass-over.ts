import type {EffectKey, StepPath} from '../base/ids.ts';
import type {RunEvent, Turn} from './event.ts';
import {emptyView, observe} from './observe.ts';
import type {RunView} from './view.ts';

/** What people are shown of a run that goes on: how it began, and a view that is good for the turns that follow. */
export interface Past {
  readonly first: Turn;
  readonly view: RunView;
}

/** Folds the turns that follow `begin`, whose view is its own from now on; else all. There is no past before the first. */
export function foldPast(begin?: Past): {
  readonly take: (turn: Turn) => void;
  readonly end: () => Past | undefined;
} {
  const view = begin?.view ?? emptyView();
  const passing = passOver(view);
  let first = begin?.first;
  return {
    take: (turn) => {
      first ??= turn;
      passing.take(turn);
    },
    end: () => {
      passing.end();
      return first && {first, view};
    },
  };
}

/** Turns that are folded into a view although nobody will see them. */
export interface Passing {
  readonly take: (turn: Turn) => void;
  /** Brings the view to where it is good for the turns that follow. */
  readonly end: () => void;
}

/**
 * Folds turns into `view` of which only what follows them is shown: a step that ends in one of them never gets into
 * it, for nothing is said of it any more. For a long run that costs a fraction of a view of all it did.
 */
export function passOver(view: RunView): Passing {
  const heard = new Heard(view);
  let last: Turn | undefined;
  return {
    take: (turn) => {
      for (const event of turn.events) heard.hear(event, turn);
      last = turn;
    },
    end: () => {
      heard.tellAll();
      if (last !== undefined) observe(view, {...last, events: []});
    },
  };
}

/** What was heard of a step that lives. */
interface Living {
  readonly parent: StepPath;
  readonly events: {readonly turn: Turn; readonly event: RunEvent}[];
}

/** So many events of one step are kept back; one that goes on and on is brought into the view. */
const KEPT_BACK = 16;

class Heard {
  readonly #view: RunView;
  readonly #living = new Map<StepPath, Living>();
  readonly #acts = new Map<EffectKey, StepPath>();

  constructor(view: RunView) {
    this.#view = view;
  }

  hear(event: RunEvent, turn: Turn): void {
    switch (event.event) {
      case 'entered':
        if (event.path === event.parent) this.#tell(event, turn);
        else this.#living.set(event.path, {parent: event.parent, events: [{turn, event}]});
        return;
      case 'left':
        if (!this.#living.delete(event.path)) this.#tell(event, turn);
        return;
      case 'skipped':
        return;
      case 'intended':
        this.#intended(event, turn);
        return;
      case 'act-ended':
        this.#keep(this.#acts.get(event.key), event, turn);
        this.#acts.delete(event.key);
        return;
      case 'milestone':
      case 'overdue':
        this.#keep(event.path, event, turn);
        return;
      case 'edited':
        for (const {path} of event.superseded) this.#living.delete(path);
        this.#tell(event, turn);
        return;
      case 'looped':
      case 'chose':
        return;
      default:
        this.#tell(event, turn);
    }
  }

  #intended(event: Extract<RunEvent, {readonly event: 'intended'}>, turn: Turn): void {
    const {effect} = event;
    if (effect.do === 'ask') this.#tell(event, turn);
    if (effect.do !== 'act') return;
    this.#acts.set(effect.key, effect.path);
    this.#keep(effect.path, event, turn);
  }

  tellAll(): void {
    for (const path of this.#living.keys()) this.#tellOf(path);
  }

  #keep(path: StepPath | undefined, event: RunEvent, turn: Turn): void {
    const living = path === undefined ? undefined : this.#living.get(path);
    if (path === undefined || living === undefined) {
      this.#tell(event, turn);
      return;
    }
    living.events.push({turn, event});
    if (living.events.length > KEPT_BACK) this.#tellOf(path);
  }

  /** Those around it first, for what it is depends on them. */
  #tellOf(path: StepPath): void {
    const living = this.#living.get(path);
    if (living === undefined) return;
    this.#living.delete(path);
    this.#tellOf(living.parent);
    for (const {event, turn} of living.events) this.#tell(event, turn);
  }

  #tell(event: RunEvent, turn: Turn): void {
    observe(this.#view, {seq: turn.seq, at: turn.at, events: [event]});
  }
}
