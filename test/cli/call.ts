import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';
import {type EngineRig, engineRig} from '../engine/local/rig.ts';

/** A call of the program under way; what it prints to both outputs is in one text. */
export interface Calling {
  readonly printed: () => string;
  readonly ended: Promise<{readonly status: number; readonly printed: string}>;
}

/** A rig whose state folder is the program's, with a way to call the program there, without a terminal. */
export interface ProgramRig extends EngineRig {
  readonly calling: (...words: readonly string[]) => Calling;
  /** Calls it and waits for its end. */
  readonly call: (...words: readonly string[]) => Calling['ended'];
}

/** New folders for one test, and the program in them, until it is removed. */
export function programRig(): ProgramRig {
  const at = engineRig();
  const before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = at.state;
  const calling: ProgramRig['calling'] = (...words) => {
    let printed = '';
    const say = (text: string) => {
      printed += text;
    };
    const status = runProgram(words, terminalOf(at.world, say));
    return {printed: () => printed, ended: status.then((known) => ({status: known, printed}))};
  };
  return {
    ...at,
    calling,
    call: (...words) => calling(...words).ended,
    remove: () => {
      if (before === undefined) delete process.env.RUNBOOK_STATE;
      else process.env.RUNBOOK_STATE = before;
      at.remove();
    },
  };
}

function terminalOf(cwd: string, say: (text: string) => void): Terminal {
  return {
    out: say,
    err: say,
    drained: async (text) => say(text),
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment: {},
    cwd,
  };
}
