import type {Command} from '../command.ts';

/** A command as it is listed: its code is loaded only when it is called. */
export interface Listed {
  /** What it does, in a few words. */
  readonly summary: string;
  /** Not shown in help: for the program's own use. */
  readonly hidden?: true;
  readonly load: () => Promise<Command>;
}

/** The only list of commands: dispatch, help and did-you-mean derive from it. */
export const commands: Readonly<Record<string, Listed>> = {
  exec: {summary: 'execute a runbook', load: async () => (await import('./exec.ts')).exec},
  plan: {summary: 'show what would be done, without doing it', load: async () => (await import('./plan.ts')).plan},
  lint: {summary: 'check runbooks', load: async () => (await import('./lint.ts')).lint},
  resume: {summary: 'go on with a run that was left', load: async () => (await import('./resume.ts')).resume},
  attach: {summary: 'show a run that is under way', load: async () => (await import('./attach.ts')).attach},
  runs: {summary: 'list runs', load: async () => (await import('./runs.ts')).runs},
  show: {summary: 'show what a run did', load: async () => (await import('./show.ts')).show},
  report: {summary: 'write a report on a run', load: async () => (await import('./report.ts')).report},
  verify: {summary: 'say whether a record was changed', load: async () => (await import('./verify.ts')).verify},
  answer: {summary: 'answer a question of a run', load: async () => (await import('./answer.ts')).answer},
  approve: {summary: 'give an approval a run waits for', load: async () => (await import('./approve.ts')).approve},
  rollback: {summary: 'take a run back', load: async () => (await import('./rollback.ts')).rollback},
  release: {
    summary: 'end a change that stays in force',
    load: async () => (await import('./release.ts')).release,
  },
  again: {summary: 'do a finished step again', load: async () => (await import('./again.ts')).again},
  pause: {summary: 'pause a run, or let it go on', load: async () => (await import('./pause.ts')).pause},
  stop: {summary: 'stop a run', load: async () => (await import('./stop.ts')).stop},
  doctor: {summary: 'find what is wrong with the state folder', load: async () => (await import('./doctor.ts')).doctor},
  schema: {summary: 'print the JSON Schema of the language', load: async () => (await import('./schema.ts')).schema},
  completion: {
    summary: 'print a script for completion in a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  help: {
    summary: 'explain a command, the language, exit statuses …',
    load: async () => (await import('./help.ts')).help,
  },
  complete: {summary: 'complete a word', hidden: true, load: async () => (await import('./complete.ts')).complete},
  engine: {summary: 'go on with a run, unseen', hidden: true, load: async () => (await import('./engine.ts')).engine},
};
