import {writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {loadRunbook} from '../src/cli/prepare/load.ts';
import {createRun} from '../src/engine/local/create-run.ts';
import {foldRun} from '../src/engine/local/fold-run.ts';
import type {Report, Turn} from '../src/events/event.ts';
import {settle} from '../src/interpreter/settle.ts';
import {openJournal} from '../src/journal/append.ts';
import {bootId} from '../src/journal/holder.ts';

/**
 * Makes a run below the folder `state` whose engine died before its last command, `events` events after it began; gives
 * its id. The interpreter itself wrote them, as it would have while the commands ran.
 */
export async function makeLongRun(state: string, events: number): Promise<string> {
  const file = join(state, '../long.yaml');
  writeFileSync(file, LONG);
  const loaded = await loadRunbook(file, state);
  if (!loaded.ok) throw new Error(loaded.error.map(({message}) => message).join('\n'));
  const {runbook} = loaded.value;
  const cwd = join(state, '..');
  const kept = createRun({runbook, inputs: {}, by: 'bench', cwd, attended: false, state});
  if (!kept.ok) throw new Error(kept.error);
  const folded = foldRun(kept.value.folder);
  if (!folded.ok) throw new Error(folded.error);
  const journal = openJournal(kept.value.folder, {end: folded.value.end, epoch: 1});
  if (!journal.ok) throw new Error(journal.error.message);
  const run = {runbook, state: folded.value.state};
  const appended = journal.value.append([...turnsOf(run, events)]);
  journal.value.close();
  if (!appended.ok) throw new Error(appended.error.message);
  return basename(kept.value.folder);
}

/** A loop of one command, with values carried from pass to pass, which its file `enough` ends. */
const LONG = `runbook: long
title: A long run
steps:
  - id: loop
    repeat: {as: pass, start: {number: 1}, next: {number: pass.number + 1}, until: steps.look.is == "end", max: 1000000}
    steps:
      - {id: look, run: echo end, capture: {is: stdout.trim()}}
`;

function* turnsOf(run: Pick<Parameters<typeof settle>[0], 'runbook' | 'state'>, events: number): Generator<Turn> {
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
    const [key] = run.state.inFlight.keys();
    if (key === undefined) throw new Error('the run has nothing to do');
    yield turn({event: 'act-ended', key, did: 'succeeded', captured: {is: 'more'}, exit: 0, tookMs: 5});
  }
}
