import type {EffectKey} from '../../../base/ids.ts';
import type {Ask, Effect} from '../../../events/effect.ts';
import type {Run} from '../run.ts';
import {blockOf} from './standing-answer.ts';

/** Milliseconds without a turn after which nothing comes of itself any more. */
const QUIET = 300;

/** Sees to a run for which nobody is there: it is left once all that it waits for is a person. */
export interface QuestionWatch {
  /** Nothing answers this question beforehand. */
  readonly opened: (ask: Ask) => void;
  /** Something happened. */
  readonly turn: () => void;
  readonly stop: () => void;
}

/**
 * Leaves the run where it waits for answers, or terminals for its commands, alone; a question that says that it is waited
 * for keeps it.
 */
export function watchQuestions(run: () => Run): QuestionWatch {
  const open = new Set<EffectKey>();
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const waiting = [...run().state.inFlight.values()].filter((effect) => !passes(effect));
    const asks = waiting.filter((effect) => effect.do === 'ask' && open.has(effect.key) && !mayWait(run(), effect));
    const commands = waiting.filter(({key}) => run().terminals.isOffered(key));
    const people = [...asks, ...commands];
    if (people.length === 0 || people.length < waiting.length) {
      // That a command has come to ask for a terminal is no turn.
      if (waiting.some((effect) => effect.do === 'act')) timer = setTimeout(look, QUIET);
      return;
    }
    run().leave(`nobody is at a terminal for ${people.map(({path}) => path).join(', ')}`);
  };
  return {
    opened: ({key}) => open.add(key),
    turn: () => {
      clearTimeout(timer);
      timer = setTimeout(look, QUIET);
    },
    stop: () => clearTimeout(timer),
  };
}

/** What goes on beside the steps and brings none of them on. */
function passes(effect: Effect): boolean {
  return effect.do === 'watch' || (effect.do === 'sleep' && effect.why === 'overdue');
}

function mayWait(run: Run, ask: Ask): boolean {
  const block = blockOf(run, ask);
  return ask.what === 'step' && block?.type === 'ask' && block.unattended === 'wait';
}
