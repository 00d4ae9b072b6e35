import {fail, type Result} from '../../../base/result.ts';
import type {TerminalCommand} from '../../../control/terminal-command.ts';

/** The commands of a run that wait for somebody's terminal. */
export interface Terminals {
  /** Lets the command of the effect `key` be taken, by one; resolves with who took it, never if it is called back. */
  readonly offer: (key: string, offer: Offer) => Promise<string>;
  /** Whether the command of `key` waits for somebody. */
  readonly isOffered: (key: string) => boolean;
  /** Gives the command of `key` to `by`; the error says why there is none. */
  readonly take: (key: string, by: string) => Result<TerminalCommand, string>;
}

/** A command to be taken. */
export interface Offer {
  /** Makes everything ready; the error says why it cannot be started. */
  readonly prepare: () => Result<TerminalCommand, string>;
  /** Aborted when nobody may take it any more. */
  readonly over: AbortSignal;
}

/** Nothing is offered yet. */
export function openTerminals(): Terminals {
  const offers = new Map<string, Offer & {readonly taken: (by: string) => void}>();
  const takers = new Map<string, string>();
  return {
    offer: (key, offer) =>
      new Promise((taken) => {
        offers.set(key, {...offer, taken});
        offer.over.addEventListener('abort', () => offers.delete(key), {once: true});
      }),
    isOffered: (key) => offers.has(key),
    take: (key, by) => {
      const offer = offers.get(key);
      const taker = takers.get(key);
      if (offer === undefined && taker !== undefined) return fail(`it runs in the terminal of ${taker} already`);
      if (offer === undefined) return fail('nothing waits for a terminal there');
      offers.delete(key);
      const command = offer.prepare();
      if (command.ok) takers.set(key, by);
      offer.taken(by);
      return command;
    },
  };
}
