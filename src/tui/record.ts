import type {RunEvent, Turn} from '../events/event.ts';
import type {RunView} from '../events/view.ts';
import type {Style} from '../report/formats/contract.ts';
import {plain} from '../report/formats/plain.ts';

/** The run as it goes to the scrollback. */
export interface Recorder {
  /** What is to be printed now that `turn` happened; `view` has it folded in. */
  readonly turn: (turn: Turn, view: RunView) => string;
  /** What was held back, for the moment in which the screen goes. */
  readonly rest: () => string;
}

/**
 * The plain renderer's own lines in the order of what happened, so that the terminal keeps a complete record. Only
 * beginnings are held back until something else is said, for until then the living part of the screen shows them.
 */
export function recorder(style: Style): Recorder {
  const writer = plain.begin(style);
  let held = '';

  return {
    turn: (turn, view) => {
      let text = '';
      for (const event of turn.events) {
        const lines = writer.turn({...turn, events: [event]}, view);
        if (lines === '') continue;
        held += lines;
        if (isBeginning(event)) continue;
        text += held;
        held = '';
      }
      return text;
    },
    rest: () => {
      const text = held;
      held = '';
      return text;
    },
  };
}

function isBeginning({event}: RunEvent): boolean {
  return event === 'entered' || event === 'intended';
}
