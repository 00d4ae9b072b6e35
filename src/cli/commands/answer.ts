import type {Value} from '../../base/value.ts';
import type {Command} from '../command.ts';
import {operator} from '../operator.ts';
import {askRun} from '../watch/ask-run.ts';

/** Answers a question that a run waits with. */
export const answer: Command = {
  usage: 'RUN STEP VALUE',
  about: `Answers a question of a run from another terminal: a checklist with "done", a choice with its value, fields with a
JSON map, a failure with retry, skip, rollback or stop. The first answer wins; a later one is told so.`,
  options: {
    why: {takes: 'REASON', about: 'the reason, recorded; needed to skip a step'},
    command: {takes: 'TEXT', about: "with retry: the command to run this once, in the place of the step's own"},
    by: {takes: 'NAME', about: 'who answers (the operating system user)'},
  },
  positionals: ['RUN', 'STEP', 'VALUE'],
  examples: [
    ['runbook answer 7f3k prerequisites done', 'tick a whole checklist'],
    ['runbook answer 7f3k up retry', 'after a failure'],
    ["runbook answer 7f3k up retry --command 'railway up --verbose'", 'with another command, this once'],
    [`runbook answer 7f3k dns '{"ticket": "https://…"}'`, 'fields'],
  ],
  run: (call, terminal) => {
    const [run = '', step = '', value = ''] = call.positionals;
    const why = call.value('why');
    const instead = call.value('command');
    const by = call.value('by') ?? operator();
    return askRun(
      {
        command: 'answer',
        run,
        request: {
          ask: 'answer',
          step,
          value: plain(value),
          by,
          via: 'runbook answer',
          ...(why !== undefined && {why}),
          ...(instead !== undefined && {instead}),
        },
      },
      terminal,
    );
  },
};

/** A list or map is given as JSON; anything else is a text. */
function plain(text: string): Value {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
