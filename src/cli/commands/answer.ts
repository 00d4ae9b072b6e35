import type {Value} from '../../base/value.ts';
import type {Command} from '../command.ts';
import {operator} from '../operator.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {askRun} from '../watch/ask-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {takeUp} from '../watch/take-up.ts';

/** Answers a question that a run waits with. */
export const answer: Command = {
  usage: 'RUN STEP VALUE',
  about: `Answers a question of a run from another terminal: a checklist with "done", a choice with its value, fields with a
JSON map, a failure with retry, skip, rollback or stop. The first answer wins; a later one is told so. A run that waits
for it and was left is taken up with it, and goes on.`,
  options: {
    why: {takes: 'REASON', about: 'the reason, recorded; needed to skip a step'},
    command: {takes: 'TEXT', about: "with retry: the command to run this once, in the place of the step's own"},
    by: {takes: 'NAME', about: 'who answers (the operating system user)'},
    ...lockOptions,
    ...showingOptions,
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
    const request = {
      ...({ask: 'answer', step, value: plain(value), by, via: 'runbook answer'} as const),
      ...(why !== undefined && {why}),
      ...(instead !== undefined && {instead}),
    };
    const left = () => takeUp({command: 'answer', call, request}, terminal);
    return askRun({command: 'answer', run, request, left}, terminal);
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
