import type {Ask, Effect} from '../../events/effect.ts';
import type {Report, Turn} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {RunOptions} from './create-run.ts';
import type {Terminals} from './process/terminals.ts';
import type {Secrets} from './secrets.ts';

/** A run under way in this process, as its handlers know it. */
export interface Run {
  readonly folder: string;
  readonly runbook: Runbook;
  /** Changed in place by each turn. */
  readonly state: RunState;
  /** The clock of the run, in milliseconds since 1970. */
  readonly now: () => number;
  /** What attempts' tokens are made from. */
  readonly seed: string;
  /** What commands may inherit. */
  readonly environment: Readonly<Record<string, string>>;
  readonly options: RunOptions;
  readonly secrets: Secrets;
  /** Commands that wait for somebody's terminal. */
  readonly terminals: Terminals;
  /** Tells what happened, secrets masked; settles with the turn in which it is durable. */
  readonly report: (report: Report) => Promise<Turn>;
  /** Told of each question that nothing answers beforehand. */
  readonly unanswered: (ask: Ask) => void;
  /** Begins an effect, for a handler that runs a little run of its own. */
  readonly begin: (run: Run, effect: Effect) => InHand;
  /** Ends the engine, for something was thrown that nobody expected. */
  readonly bug: (error: unknown) => void;
  /** Leaves the run as it is, for nobody here can go on. */
  readonly leave: (because: string) => void;
  /** Aborted when this engine leaves the run. */
  readonly left: AbortSignal;
  /** Milliseconds a command gets between TERM and KILL, if not the usual ones. */
  readonly grace?: number;
}

/** An effect that is under way. */
export interface InHand {
  /** It is no longer wanted. */
  readonly withdraw: () => void;
  /** Of an act: settles once it has come to its end, or was ended after it was withdrawn. */
  readonly ended?: Promise<unknown>;
}
