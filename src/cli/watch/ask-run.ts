import {askEngine} from '../../control/client.ts';
import type {ControlRequest} from '../../control/request.ts';
import {whyCopied} from '../../journal/copied-run.ts';
import {findRun, summaryOf} from '../../journal/runs.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import type {Terminal} from '../terminal.ts';

/** A request to a run that some engine is at work on, made by `command`. */
export interface RunRequest {
  readonly command: string;
  /** The run, by the beginning of its id. */
  readonly run: string;
  readonly request: ControlRequest;
  /** What is done where no engine is at work on a run that has not ended; else that is said, and nothing is done. */
  readonly left?: () => Promise<ExitStatus>;
}

/** Sends the request and prints the engine's word; a text that ends its last line as it is, for it may be signed. */
export async function askRun({command, run, request, left}: RunRequest, terminal: Terminal): Promise<ExitStatus> {
  const found = findRun(run);
  if (!found.ok) {
    terminal.err(`runbook ${command}: ${found.error}\n`);
    return exitStatus.invalid;
  }
  const copied = whyCopied(found.value.folder);
  if (copied !== undefined) {
    terminal.err(`runbook ${command}: run ${found.value.id}: ${copied}\n`);
    return exitStatus.refused;
  }
  const reply = await askEngine(found.value.folder, request);
  if (reply === 'no engine') {
    const {id, folder} = found.value;
    const ended = summaryOf(folder)?.verdict !== undefined;
    if (!ended && left !== undefined) return left();
    const why = ended
      ? `run ${id} has ended; see it with: runbook show ${id}`
      : `nothing is at work on run ${id}; go on with it first: runbook resume ${id}`;
    terminal.err(`runbook ${command}: ${why}\n`);
    return ended ? exitStatus.invalid : exitStatus.refused;
  }
  if (reply.ok) terminal.out(reply.message.endsWith('\n') ? reply.message : `${reply.message}\n`);
  else terminal.err(`runbook ${command}: ${reply.message}\n`);
  return reply.ok ? exitStatus.done : exitStatus.refused;
}
