import type {EffectKey, StepPath} from '../base/ids.ts';
import type {RunEvent, Turn} from '../events/event.ts';
import {isInside} from '../events/inside.ts';
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
 * The plain renderer's own lines, so that the terminal keeps a complete record. Only a beginning is held back until
 * something in it or of it has ended, for until then the living part of the screen shows it.
 */
export function recorder(style: Style): Recorder {
  const writer = plain.begin(style);
  const held = new Map<StepPath, string>();
  const paths = new Map<EffectKey, StepPath>();

  const release = (about: StepPath): string => {
    let text = '';
    for (const [path, lines] of held) {
      if (path !== about && !isInside(about, path)) continue;
      text += lines;
      held.delete(path);
    }
    return text;
  };

  const printed = (event: RunEvent, lines: string): string => {
    const path = pathOf(event, paths);
    if (path === undefined) return lines;
    if (!isBeginning(event)) return release(path) + lines;
    held.set(path, (held.get(path) ?? '') + lines);
    return '';
  };

  return {
    turn: (turn, view) => {
      let text = '';
      for (const event of turn.events) {
        if (event.event === 'intended') paths.set(event.effect.key, event.effect.path);
        const lines = writer.turn({...turn, events: [event]}, view);
        if (lines !== '') text += printed(event, lines);
      }
      return text;
    },
    rest: () => {
      const text = [...held.values()].join('');
      held.clear();
      return text;
    },
  };
}

function isBeginning({event}: RunEvent): boolean {
  return event === 'entered' || event === 'intended';
}

function pathOf(event: RunEvent, paths: ReadonlyMap<EffectKey, StepPath>): StepPath | undefined {
  if ('path' in event) return event.path;
  if (event.event === 'intended') return event.effect.path;
  return 'key' in event ? paths.get(event.key) : undefined;
}
