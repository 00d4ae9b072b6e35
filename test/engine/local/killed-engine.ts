import {type ChildProcess, fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const PROGRAM = fileURLToPath(new URL('./engine-process.ts', import.meta.url));

/** An engine in a process of its own, on the run in `folder` with the runbook's text. */
export function engineProcess(folder: string, text: string): ChildProcess {
  return fork(PROGRAM, [folder, text], {execArgv: ['--no-warnings']});
}

/** Kills an engine; settles once it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
