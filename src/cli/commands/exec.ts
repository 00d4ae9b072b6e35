import type {Command} from '../command.ts';
import {inputOptions} from '../prepare/inputs.ts';
import {lockOptions} from '../prepare/lock-options.ts';
import {prepareRun} from '../prepare/prepare-run.ts';
import {showingOptions} from '../watch/run-options.ts';
import {watchRun} from '../watch/watch-run.ts';

/** Executes a runbook. */
export const exec: Command = {
  usage: 'FILE [--input NAME=VALUE …] | --plan PLAN [--expect HASH]',
  about: `Checks a runbook and executes it. At a terminal with a screen; a run goes on when the screen is left. Without a
terminal nothing waits for a person unless --answers, --yes or the runbook covers it: what is missing is named before
the first step. A bare file name is looked for here, then in runbooks/.`,
  options: {
    ...inputOptions,
    plan: {takes: 'PLAN', about: 'execute exactly this reviewed plan, or nothing'},
    expect: {takes: 'HASH', about: 'refuse any plan but the one of this hash'},
    answers: {short: 'a', takes: 'FILE', about: 'answers by step id (YAML), for what a person would be asked'},
    yes: {short: 'y', about: 'tick checklists and manual steps without required fields; never approves'},
    'accept-danger': {takes: 'ID', multiple: true, about: 'confirm the danger of one step beforehand'},
    'outside-window': {takes: 'REASON', about: 'run although the window is closed; the reason is recorded'},
    cwd: {takes: 'FOLDER', about: "where commands run (the top of the runbook's git tree, else its folder)"},
    ...lockOptions,
    ...showingOptions,
  },
  positionals: ['[FILE]'],
  examples: [
    ['runbook exec production-deploy.yaml', 'at a terminal'],
    ['runbook exec deploy.yaml -i version=1.4 --yes', 'unattended'],
    ['runbook exec deploy.yaml --answers ci.yaml --format json', 'in a pipeline'],
    ['runbook exec --plan review.json --expect sha256:…', 'what was reviewed'],
  ],
  run: async (call, terminal) => {
    const prepared = await prepareRun(call, terminal);
    return prepared.ok ? watchRun({...prepared.value, call, fresh: true}, terminal) : prepared.error;
  },
};
