import type {Value} from '../base/value.ts';
import type {Report} from '../events/event.ts';

/** What a screen, or a command in another terminal, may ask of a running engine. One JSON line each way. */
export type ControlRequest =
  /** Answers an open question, named by the path or id of its step (or by its key). The first answer wins. */
  | {
      readonly ask: 'answer';
      readonly step: string;
      readonly value: Value;
      readonly by: string;
      readonly via: string;
      readonly why?: string;
      /** With `retry`: the command to run in the place of the step's own, this once. */
      readonly instead?: string;
      /** The SSH signature of the statement of an approval. */
      readonly signature?: string;
    }
  /** Ticks items of an open checklist, by their indices from 0, or takes that back. */
  | {
      readonly ask: 'tick';
      readonly step: string;
      readonly items: readonly number[];
      readonly on: boolean;
      readonly by: string;
    }
  /** What `by` would sign to approve a step: the reply's message. */
  | {readonly ask: 'statement'; readonly step: string; readonly by: string}
  /** Asks something of the whole run; it is recorded as it is. */
  | ({readonly ask: 'request'} & Omit<Extract<Report, {readonly event: 'requested'}>, 'event'>)
  /** The command of the effect `key`, for the terminal of `by`: the reply's message is a `TerminalCommand` as JSON. */
  | {readonly ask: 'terminal'; readonly key: string; readonly by: string}
  /** Leaves the run at once, whatever is running; it can be resumed. */
  | {readonly ask: 'leave'; readonly by: string}
  /** Whether an engine is there. */
  | {readonly ask: 'hello'};

/** The engine's word: what was done, or why not. */
export type ControlReply =
  | {readonly ok: true; readonly message: string}
  | {readonly ok: false; readonly message: string};
