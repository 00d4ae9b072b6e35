import type {RunEnd} from '../engine/contract.ts';

/** What the program's exit status means; `runbook help exit-status` lists them. */
export const exitStatus = {
  done: 0,
  failed: 1,
  invalid: 2,
  rolledBack: 3,
  stopped: 4,
  refused: 5,
  engineStopped: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of the exit statuses. */
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** One line for each status, for people. */
export const exitMeanings: readonly (readonly [ExitStatus, string])[] = [
  [exitStatus.done, 'done (failures that were accepted included)'],
  [exitStatus.failed, 'failed; lint: there are findings'],
  [exitStatus.invalid, 'not a valid invocation or runbook; nothing was run'],
  [exitStatus.rolledBack, 'rolled back'],
  [exitStatus.stopped, 'stopped by a person, or by "end: stopped"'],
  [exitStatus.refused, 'refused: window, lock, approval, a rollback that is late, or what is over later runs'],
  [exitStatus.engineStopped, 'the engine had to stop or leave the run; resume it later'],
  [exitStatus.bug, 'a bug in this program'],
  [exitStatus.interrupted, 'interrupted (143: terminated); the run can be resumed'],
];

/** The exit status of a program that a signal asked to end. */
export function statusAfter(signal: NodeJS.Signals): ExitStatus {
  return signal === 'SIGINT' ? exitStatus.interrupted : exitStatus.terminated;
}

/** The exit status of a run's end. */
export function statusOf(end: RunEnd): ExitStatus {
  if (end.is !== 'ended') return exitStatus.engineStopped;
  switch (end.verdict.is) {
    case 'succeeded':
      return exitStatus.done;
    case 'rolled-back':
      return exitStatus.rolledBack;
    case 'stopped':
      return exitStatus.stopped;
    case 'failed':
    case 'rollback-failed':
      return exitStatus.failed;
  }
}
