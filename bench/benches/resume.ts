import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench, Contestant, World} from '../bench.ts';
import {type LongRun, makeLongRun} from '../long-run.ts';

const large = 100_000;
const small = 50_000;

/** Whether going on with a long run takes longer than reading its journal does. */
export const resume: Bench = {
  summary: `resume of a journal of ${large} events against an empty Node`,
  rounds: 5,
  contestants: async (world) => {
    const empty = {label: 'node -e 0', command: [process.execPath, '-e', '0']};
    return [
      empty,
      {...empty, label: 'node -e 0, again'},
      await resumed(world, short),
      await resumed(world, kept(small)),
      await resumed(world, kept(large)),
      await resumed(world, read(small)),
      await resumed(world, read(large)),
    ];
  },
  limits: ({ratio}) => {
    const more = (run: LongRun) => ratio(label(run)) - ratio(label(short));
    return [
      {what: `${large} events`, value: ratio(label(kept(large))), limit: 12, unit: '×'},
      {what: 'twice the events, all read', value: more(read(large)) / more(read(small)), limit: 3, unit: '×'},
    ];
  },
};

const kept = (events: number): LongRun => ({events, keepsCheckpoints: true});
/** As after its checkpoint was lost, or by a newer build of the program. */
const read = (events: number): LongRun => ({events, keepsCheckpoints: false});
const short = kept(100);

const label = ({events, keepsCheckpoints}: LongRun): string =>
  `resume, ${events} events${keepsCheckpoints ? '' : ', all read'}`;

async function resumed({folder, runbook}: World, run: LongRun): Promise<Contestant> {
  const made = join(folder, label(run), 'state');
  mkdirSync(made, {recursive: true, mode: 0o700});
  const id = await makeLongRun(made, run);
  return {
    label: label(run),
    command: runbook('resume', id, '--format', 'plain'),
    before: (state) => cpSync(made, state, {recursive: true}),
  };
}
