import type {EffectKey} from '../base/ids.ts';
import type {ControlReply, ControlRequest} from '../control/request.ts';
import type {Turn} from '../events/event.ts';
import {emptyView, observe} from '../events/observe.ts';
import type {RunView} from '../events/view.ts';
import {followJournal} from '../journal/follow.ts';
import {type OutputTail, tailOutput} from './output-tail.ts';

/** Sends a request to the engine of the run in `folder`. */
export type AskEngine = (folder: string, request: ControlRequest) => Promise<ControlReply | 'no engine'>;

/** A run as it is followed from its folder: nothing here touches the engine. */
export interface Session {
  /** The run as far as it is known; changed in place. */
  readonly view: RunView;
  /** The last lines of what runs, by effect. */
  readonly output: () => ReadonlyMap<EffectKey, readonly string[]>;
  /** Reads what commands have printed since; says whether there was anything. */
  readonly readOutput: () => boolean;
  readonly stop: () => void;
}

/** Follows the run in `folder`; `onTurn` is called for every turn, those of the past at once. */
export function followRun(
  folder: string,
  {
    onTurn,
    onDamage,
  }: {readonly onTurn: (turn: Turn, view: RunView) => void; readonly onDamage: (message: string) => void},
): Session {
  const view = emptyView();
  const tails = new Map<EffectKey, OutputTail>();
  const stop = followJournal(
    folder,
    (turn) => {
      observe(view, turn);
      onTurn(turn, view);
    },
    (damage) => onDamage(damage.message),
  );
  return {
    view,
    stop,
    output: () => new Map([...tails].map(([key, tail]) => [key, tail.lines()])),
    readOutput: () => {
      let grew = false;
      for (const key of tails.keys()) if (!view.acts.has(key)) tails.delete(key);
      for (const {key, what} of view.acts.values()) {
        if (what === 'notify') continue;
        const tail = tails.get(key) ?? tailOutput(folder, key);
        tails.set(key, tail);
        grew = tail.read() || grew;
      }
      return grew;
    },
  };
}
