import type {ControlRequest} from '../../control/request.ts';
import type {Call} from '../command.ts';
import type {ExitStatus} from '../exit-status.ts';
import {keptRun} from '../record/kept-run.ts';
import type {Terminal} from '../terminal.ts';
import {watchRun} from './watch-run.ts';

/** What is asked of a run, by a command. */
export interface Wish {
  readonly command: string;
  readonly call: Call;
  readonly request: ControlRequest;
}

/** Takes a run up that no engine is at work on, for the sake of what is asked of it first, and shows what follows. */
export async function takeUp({command, call, request}: Wish, terminal: Terminal): Promise<ExitStatus> {
  const kept = await keptRun(command, call.positionals[0], terminal);
  return kept.ok ? watchRun({...kept.value, call, request}, terminal) : kept.error;
}
