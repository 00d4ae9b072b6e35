import {writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {loadRunbook} from '../src/cli/prepare/load.ts';
import {checkpoints} from '../src/engine/local/checkpoints.ts';
import {createRun} from '../src/engine/local/create-run.ts';
import {foldRun} from '../src/engine/local/fold-run.ts';
import type {Report, Turn} from '../src/events/event.ts';
import {settle} from '../src/interpreter/settle.ts';
import {openJournal} from '../src/journal/append.ts';
import {bootId} from '../src/journal/holder.ts';

/** A run that was long under way. */
export interface LongRun {
  /** How many events are in its journal. */
  readonly events: number;
  /** Whether its engine kept checkpoints. */
  readonly keepsCheckpoints: boolean;
}

/**
 * Makes a run below the folder `state` whose engine died before its last command; gives its id. The interpreter itself
 * wrote it, as it would have while the commands ran, but for its records being made durable many at a time.
 */
export async function makeLongRun(state: string, {events, keepsCheckpoints}: LongRun): Promise<string> {
  const file = join(state, '../long.yaml');
  writeFileSync(file, LONG);
  const loaded = await loadRunbook(file, state);
  if (!loaded.ok) throw new Error(loaded.error.map(({message}) => message).join('\n'));
  const {runbook} = loaded.value;
  const cwd = join(state, '..');
  const kept = createRun({runbook, inputs: {}, by: 'bench', cwd, attended: false, state});
  if (!kept.ok) throw new Error(kept.error);
  const {folder} = kept.value;
  const folded = foldRun(folder);
  if (!folded.ok) throw new Error(folded.error);
  const {end} = folded.value;
  const journal = openJournal(folder, {end, epoch: 1});
  if (!journal.ok) throw new Error(journal.error.message);
  const due = keepsCheckpoints ? checkpoints(folder, {begin: 0, end: end.position}) : () => undefined;
  let batch: Turn[] = [];
  const write = () => {
    const appended = journal.value.append(batch);
    if (!appended.ok) throw new Error(appended.error.message);
    batch = [];
  };
  const besides = () => {
    if (batch.length < BATCH) return undefined;
    write();
    return due(journal.value.size());
  };
  for (const turn of turnsOf({runbook, state: folded.value.state}, events, besides)) batch.push(turn);
  // No turn follows that would tell of a checkpoint.
  write();
  journal.value.close();
  return basename(folder);
}

/** So many records are made durable at a time. */
const BATCH = 100;

/** A loop of one command, with values carried from pass to pass, which its file `enough` ends. */
const LONG = `runbook: long
title: A long run
steps:
  - id: loop
    repeat: {as: pass, start: {number: 1}, next: {number: pass.number + 1}, until: steps.look.is == "end", max: 1000000}
    steps:
      - {id: look, run: echo end, capture: {is: stdout.trim()}}
`;

/** The turns until there are so many events; what is to be told besides is asked for before each. */
function* turnsOf(
  run: Pick<Parameters<typeof settle>[0], 'runbook' | 'state'>,
  events: number,
  besides: () => Report | undefined,
): Generator<Turn> {
  let at = Date.now();
  let count = 0;
  const turn = (report: Report): Turn => {
    at += 1;
    const settled = settle({...run, reports: [report], at});
    count += settled.turn.events.length;
    return settled.turn;
  };
  yield turn({event: 'engine-started', host: 'bench', boot: bootId(), pid: 1, by: 'bench', version: '0'});
  while (count < events) {
    const told = besides();
    if (told !== undefined) yield turn(told);
    const [key] = run.state.inFlight.keys();
    if (key === undefined) throw new Error('the run has nothing to do');
    yield turn({event: 'act-ended', key, did: 'succeeded', captured: {is: 'more'}, exit: 0, tookMs: 5});
  }
}
