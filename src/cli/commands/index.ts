import type {Command} from '../command.ts';

/** The heads under which help shows commands, in their order. */
export const COMMAND_GROUPS = {
  write: 'Write and check',
  run: 'Run',
  decide: 'Decide',
  look: 'Look at runs',
  tools: 'Around it',
} as const;

/** A command as it is listed: its code is loaded only when it is called. */
export interface Listed {
  /** What it does, in a few words. */
  readonly summary: string;
  /** Under which head it stands in help; what is for the program's own use stands nowhere. */
  readonly group: keyof typeof COMMAND_GROUPS | 'hidden';
  readonly load: () => Promise<Command>;
}

/** The only list of commands: dispatch, help and did-you-mean derive from it. */
export const commands: Readonly<Record<string, Listed>> = {
  lint: {
    group: 'write',
    summary: 'check runbooks',
    load: async () => (await import('./lint.ts')).lint,
  },
  plan: {
    group: 'write',
    summary: 'show what would be done, without doing it',
    load: async () => (await import('./plan.ts')).plan,
  },
  schema: {
    group: 'write',
    summary: 'print the JSON Schema of the language',
    load: async () => (await import('./schema.ts')).schema,
  },
  exec: {
    group: 'run',
    summary: 'execute a runbook',
    load: async () => (await import('./exec.ts')).exec,
  },
  resume: {
    group: 'run',
    summary: 'go on with a run that was left',
    load: async () => (await import('./resume.ts')).resume,
  },
  attach: {
    group: 'run',
    summary: 'show a run that is under way',
    load: async () => (await import('./attach.ts')).attach,
  },
  pause: {
    group: 'run',
    summary: 'pause a run, or let it go on',
    load: async () => (await import('./pause.ts')).pause,
  },
  stop: {
    group: 'run',
    summary: 'stop a run',
    load: async () => (await import('./stop.ts')).stop,
  },
  answer: {
    group: 'decide',
    summary: 'answer a question of a run',
    load: async () => (await import('./answer.ts')).answer,
  },
  approve: {
    group: 'decide',
    summary: 'give an approval a run waits for',
    load: async () => (await import('./approve.ts')).approve,
  },
  again: {
    group: 'decide',
    summary: 'do a finished step again',
    load: async () => (await import('./again.ts')).again,
  },
  release: {
    group: 'decide',
    summary: 'end a change that stays in force',
    load: async () => (await import('./release.ts')).release,
  },
  rollback: {
    group: 'decide',
    summary: 'take a run back',
    load: async () => (await import('./rollback.ts')).rollback,
  },
  runs: {
    group: 'look',
    summary: 'list runs',
    load: async () => (await import('./runs.ts')).runs,
  },
  show: {
    group: 'look',
    summary: 'show what a run did',
    load: async () => (await import('./show.ts')).show,
  },
  report: {
    group: 'look',
    summary: 'write a report on a run',
    load: async () => (await import('./report.ts')).report,
  },
  verify: {
    group: 'look',
    summary: 'say whether a record was changed',
    load: async () => (await import('./verify.ts')).verify,
  },
  doctor: {
    group: 'tools',
    summary: 'find what is wrong with the state folder',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  completion: {
    group: 'tools',
    summary: 'print a script for completion in a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  help: {
    group: 'tools',
    summary: 'explain a command, the language, exit statuses …',
    load: async () => (await import('./help.ts')).help,
  },
  complete: {group: 'hidden', summary: 'complete a word', load: async () => (await import('./complete.ts')).complete},
  engine: {
    group: 'hidden',
    summary: 'go on with a run, unseen',
    load: async () => (await import('./engine.ts')).engine,
  },
};

/** The commands that people call, in their order. */
export const shownCommands = Object.entries(commands).filter(([, {group}]) => group !== 'hidden');
