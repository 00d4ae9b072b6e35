import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench, Contestant, World} from '../bench.ts';
import {makeLongRun} from '../long-run.ts';

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
      await resumed(world, 100),
      await resumed(world, small),
      await resumed(world, large),
    ];
  },
  limits: ({ratio}) => [
    {what: `${large} events`, value: ratio(label(large)), limit: 12, unit: '×'},
    {
      what: 'time of twice the events',
      value: (ratio(label(large)) - ratio(label(100))) / (ratio(label(small)) - ratio(label(100))),
      limit: 3,
      unit: '×',
    },
  ],
};

const label = (events: number): string => `resume, ${events} events`;

async function resumed({folder, runbook}: World, events: number): Promise<Contestant> {
  const kept = join(folder, `long-${events}`, 'state');
  mkdirSync(kept, {recursive: true, mode: 0o700});
  const id = await makeLongRun(kept, events);
  return {
    label: label(events),
    command: runbook('resume', id, '--format', 'plain'),
    before: (state) => cpSync(kept, state, {recursive: true}),
  };
}
