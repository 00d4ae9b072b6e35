import {randomBytes} from 'node:crypto';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {RunId} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {Turn} from '../../events/event.ts';
import {createJournal} from '../../journal/append.ts';
import {type BESIDE, besideHashes} from '../../journal/kept-beside.ts';
import {filesHash} from '../../journal/kept-files.ts';
import {runFile} from '../../journal/run-folder.ts';
import {newRunId} from '../../journal/runs.ts';
import {cannotKeep, makeStateFolder, runsFolder, stateFolder} from '../../journal/state-folder.ts';
import {syncFolder} from '../../journal/sync-folder.ts';
import type {Block} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import {inheritedVariables, withoutSources} from './process/environment.ts';

/** What a person decided before a run begins. */
export interface RunOptions {
  /** Answers by step id, or by `monitors.<id>`. */
  readonly answers: Values;
  /** Whether checklists, and `manual` without required fields, are answered. */
  readonly yes: boolean;
  /** Ids of steps whose danger is accepted. */
  readonly accepted: readonly string[];
}

/** A run to be begun. */
export interface NewRun {
  readonly runbook: Runbook;
  readonly inputs: Values;
  readonly by: string;
  /** Absolute. */
  readonly cwd: string;
  readonly remote?: string;
  /** Whether a person can be asked at a terminal. */
  readonly attended: boolean;
  readonly outsideWindow?: string;
  /** SHA-256 of the reviewed plan that is executed. */
  readonly plan?: string;
  readonly options?: RunOptions;
  /** Where runs are kept, if not where the environment says. */
  readonly state?: string;
}

/** A run that is kept. */
export interface KeptRun {
  readonly id: RunId;
  readonly folder: string;
}

/** Nothing is answered beforehand. */
const NO_OPTIONS: RunOptions = {answers: {}, yes: false, accepted: []};

/**
 * Makes the folder of a new run: copies of the runbook's files, what commands inherit, what was decided beforehand, and
 * the journal with its first record. Nothing is run. The error says why it cannot be kept; then nothing is left behind.
 */
export function createRun(run: NewRun): Result<KeptRun, string> {
  const state = makeStateFolder(run.state ?? stateFolder());
  if (!state.ok) return state;
  const id = newRunId();
  const folder = join(runsFolder(state.value), id);
  const draft = `${folder}.draft`;
  try {
    mkdirSync(join(draft, 'attempts'), {recursive: true, mode: 0o700});
    const files = filesOf(run);
    for (const [name, text] of Object.entries(files) as readonly [keyof Files, string][])
      writeFileSync(runFile(draft, name), text, {mode: 0o600, flag: 'wx'});
    const journal = createJournal(draft, firstTurn(id, run, files), 0);
    if (!journal.ok) throw new Error(journal.error.message);
    renameSync(draft, folder);
    syncFolder(runsFolder(state.value));
    return ok({id, folder});
  } catch (error) {
    dropRun(draft);
    return fail(cannotKeep(state.value, error));
  }
}

/** Removes a run that never began. Where the disk lets nothing be removed it stays: why it did not begin is to be said. */
export function dropRun(folder: string): void {
  try {
    rmSync(folder, {recursive: true, force: true});
  } catch {
    // It is listed as one that did not begin.
  }
}

type Files = Readonly<Record<'files' | (typeof BESIDE)[number], string>>;

function filesOf({runbook, options = NO_OPTIONS}: NewRun): Files {
  const files = runbook.files.map(({name, text}) => ({name, text}));
  return {
    files: JSON.stringify(files),
    environment: JSON.stringify(environmentOf(runbook)),
    options: JSON.stringify(options),
    seed: randomBytes(32).toString('hex'),
  };
}

/** What may pass to commands, so that a resume has the same; never a variable that a secret comes from. */
function environmentOf(runbook: Runbook): Readonly<Record<string, string>> {
  const patterns = new Set(runbook.inherit);
  for (const block of runbook.defs.values()) {
    if (block.type === 'act') for (const pattern of block.context.inherit) patterns.add(pattern);
  }
  return inheritedVariables(withoutSources(process.env, runbook.secrets), [...patterns]);
}

/** Whether an answer is for a person's step or a monitor, or says what follows from a failure: not for an `ask_if` alone. */
function decides(runbook: Runbook, name: string, value: Value | undefined): boolean {
  const isPersons = ({type, named, id}: Block): boolean =>
    named && id === name && (type === 'ask' || type === 'choose');
  return (
    AFTER_FAILURE.includes(String(value)) || name.startsWith('monitors.') || [...runbook.defs.values()].some(isPersons)
  );
}

const AFTER_FAILURE = ['retry', 'skip', 'rollback', 'stop'];

function firstTurn(id: RunId, run: NewRun, files: Files): Turn {
  const {runbook, inputs, by, cwd, remote, attended, outsideWindow, plan, options = NO_OPTIONS} = run;
  const answers = Object.keys(options.answers).filter((name) => decides(runbook, name, options.answers[name]));
  return {
    seq: 1,
    at: Date.now(),
    events: [
      {
        event: 'run-started',
        run: id,
        runbook: runbook.name,
        title: runbook.title,
        hash: filesHash(runbook.files),
        kept: besideHashes(files),
        inputs,
        by,
        cwd,
        timezone: runbook.timezone,
        attended,
        ...(remote !== undefined && {remote}),
        ...(outsideWindow !== undefined && {outsideWindow}),
        ...(plan !== undefined && {plan}),
        ...(answers.length > 0 && {answers}),
      },
    ],
  };
}
