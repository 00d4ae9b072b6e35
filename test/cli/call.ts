import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';
import {type EngineRig, engineRig} from '../engine/local/rig.ts';

/** A rig whose state folder is the program's, with a way to call the program there. */
export interface ProgramRig extends EngineRig {
  /** Calls the program without a terminal; what it prints to both outputs is in one text. */
  readonly call: (...words: readonly string[]) => Promise<{readonly status: number; readonly printed: string}>;
}

/** New folders for one test, and the program in them, until it is removed. */
export function programRig(): ProgramRig {
  const at = engineRig();
  const before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = at.state;
  return {
    ...at,
    call: async (...words) => {
      let printed = '';
      const say = (text: string) => {
        printed += text;
      };
      const status = await runProgram(words, terminalOf(at.world, say));
      return {status, printed};
    },
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
