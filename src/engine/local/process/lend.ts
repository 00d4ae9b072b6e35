import {setTimeout as pause} from 'node:timers/promises';
import {ok, type Result} from '../../../base/result.ts';
import type {CommandRequest} from '../../../kinds/io.ts';
import {type Attempt, inspectAttempt, recordedEnd} from './attempt.ts';
import type {CommandHost} from './command-host.ts';
import {terminalEnvironment} from './environment.ts';
import {findWrapper} from './find-processes.ts';
import {prepareForTerminal} from './launch.ts';
import type {Terminals} from './terminals.ts';

/** A command that somebody's terminal started. */
export interface Lent {
  /** The wrapper's, or 0 if it is gone already. */
  readonly pid: number;
  readonly begun: number;
}

/** Why there is none: it cannot be started, it is not wanted any more, or whoever took it did not start it. */
export type NotLent =
  | {readonly is: 'not-started'; readonly message: string}
  | {readonly is: 'cancelled'}
  | {readonly is: 'dropped'};

/** Offers a command to whoever sits at a screen of the run, and waits until it has begun there. */
export async function lend(
  request: CommandRequest,
  attempt: Attempt,
  host: CommandHost & {readonly terminals: Terminals},
): Promise<Result<Lent, NotLent>> {
  const over = AbortSignal.any([host.cancelled, host.left]);
  let refused: string | undefined;
  const prepare = () => {
    const environment = terminalEnvironment(host.run.environment, {inherit: host.inherit, token: attempt.token});
    // What goes over a screen stays there; a transcript that cannot be masked is not kept.
    const shown = host.withhold === 'unmaskable' ? ({...request, terminal: 'lent'} as const) : request;
    const command = prepareForTerminal(shown, attempt, {environment, forms: host.forms()});
    if (!command.ok) refused = command.error;
    return command;
  };
  const by = await Promise.race([host.terminals.offer(host.key, {prepare, over}), aborted(over)]);
  if (by === undefined) return none({is: 'cancelled'});
  if (refused !== undefined) return none({is: 'not-started', message: refused});
  host.note(`${by} gives it a terminal`);
  return begun(attempt, over);
}

/** Milliseconds until a command that was taken must have begun. */
const PATIENCE = 10_000;

const LOOK = 50;

async function begun(attempt: Attempt, over: AbortSignal): Promise<Result<Lent, NotLent>> {
  const since = Date.now();
  while (Date.now() - since < PATIENCE && !over.aborted) {
    if (recordedEnd(attempt.folder) !== undefined) return ok({pid: 0, begun: since});
    const pid = findWrapper(attempt.token);
    if (pid !== undefined) return ok({pid, begun: since});
    await pause(LOOK);
  }
  const found = inspectAttempt(attempt, true);
  if (found.is === 'never-started') return none({is: over.aborted ? 'cancelled' : 'dropped'});
  return ok({pid: found.is === 'running' ? found.pid : 0, begun: since});
}

function none(why: NotLent): {readonly ok: false; readonly error: NotLent} {
  return {ok: false, error: why};
}

function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), {once: true}));
}
