import type {EffectKey} from '../../base/ids.ts';
import type {ControlReply, ControlRequest} from '../../control/request.ts';
import type {Ask} from '../../events/effect.ts';
import type {Turn} from '../../events/event.ts';
import {questionText} from './question-text.ts';

/** Says at once what is asked where nobody is at a terminal. */
export interface QuestionTeller {
  readonly onQuestion: (ask: Ask) => void;
  readonly onTurn: (turn: Turn) => void;
  /** What was asked of the run first is done or refused: what it asks until then may have been answered by it. */
  readonly onReply: (reply: ControlReply) => void;
  /** Tells what was not told yet, for the engine is about to end. */
  readonly end: () => void;
  /** Whether the run was taken up with an answer that does not count. */
  readonly refused: () => boolean;
}

/**
 * Tells by `say` what the run asks, after what it printed until then; where something is asked of it `first`, only once
 * it is known what came of that.
 */
export function questionTeller(
  run: string,
  {first, say}: {readonly first: ControlRequest['ask'] | undefined; readonly say: (text: string) => void},
): QuestionTeller {
  const held = new Map<EffectKey, Ask>();
  let holds = first !== undefined;
  let refused = false;
  const tell = () => {
    if (holds) return;
    for (const ask of held.values()) say(questionText(run, ask));
    held.clear();
  };
  return {
    onQuestion: (ask) => {
      held.set(ask.key, ask);
      setImmediate(tell);
    },
    onTurn: ({events}) => {
      for (const event of events) if (event.event === 'answered' || event.event === 'withdrawn') held.delete(event.key);
    },
    onReply: (reply) => {
      holds = false;
      // Of any other request the record says that it was refused.
      refused = first === 'answer' && !reply.ok;
      if (refused) say(`runbook: refused: ${reply.message}\n`);
      tell();
    },
    end: tell,
    refused: () => refused,
  };
}
