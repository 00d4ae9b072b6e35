import type {RunId} from '../base/ids.ts';
import type {ControlReply, ControlRequest} from '../control/request.ts';
import type {Turn} from '../events/event.ts';
import type {Verdict} from '../events/outcome.ts';

/** A run under way in this process. */
export interface RunHandle {
  readonly id: RunId;
  /** Calls `listener` for every turn, those already recorded first, each after it is durable. Returns how to stop that. */
  readonly follow: (listener: (turn: Turn) => void) => () => void;
  readonly ask: (request: ControlRequest) => Promise<ControlReply>;
  /** Settles when the run has ended, or when this engine had to leave it. */
  readonly ended: Promise<RunEnd>;
  /** Leaves the run as it is, commands running on; it can be resumed. */
  readonly leave: (because: string) => Promise<void>;
}

/** How an engine's part in a run ended. */
export type RunEnd =
  | {readonly is: 'ended'; readonly verdict: Verdict}
  /** Nobody can answer what it waits for, or it was interrupted; it can be resumed. */
  | {readonly is: 'left'; readonly because: string}
  /** Disk or I/O: what was recorded is safe; it can be resumed. */
  | {readonly is: 'broken'; readonly message: string};
