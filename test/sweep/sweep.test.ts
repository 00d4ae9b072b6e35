import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {around} from './around.ts';
import {everyKind} from './every-kind.ts';
import {everyKilobyte, type Mutant, mutants, simulatedMutants} from './mutants.ts';
import {reference} from './reference.ts';
import {redone, small} from './small.ts';
import type {Subject} from './subject.ts';
import {type Base, baseOf, type Kill, type SweepOptions, spread, sweptAt} from './sweep.ts';

const options: SweepOptions = {fine: false};

/** Kills the engine at some points of a base, each in a run of its own, and compares. */
async function sweepSome(
  subject: Subject,
  how: SweepOptions,
  {base, kills}: {readonly base: Base; readonly kills: readonly Kill[]},
): Promise<void> {
  expect(base.seen.broken).toEqual([]);
  for (const kill of kills) {
    let swept = await sweptAt(subject, how, {base, kill});
    // Reports that come together make one record: a run may have a point fewer at its end, and is made anew.
    for (let more = 3; !swept.killed && more > 0; more -= 1) {
      expect(swept.differences).toEqual([]);
      swept = await sweptAt(subject, how, {base, kill});
    }
    expect(swept).toMatchObject({kill, killed: true, differences: []});
  }
}

describe.concurrent('an engine that is killed', {timeout: 120_000}, () => {
  test.each([
    {subject: small, count: 2},
    {subject: everyKind(false), count: 2},
    {subject: everyKind(true), count: 3},
    {subject: around(false), count: 2},
    {subject: redone, count: 3},
    {subject: around(true), count: 3},
    {subject: reference('errors-rise'), count: 2},
  ])('at some points of the run "$subject.name"', async ({subject, count}) => {
    const base = await baseOf(subject, options);
    await sweepSome(subject, options, {base, kills: spread(base.kills, count)});
  });

  test('before it keeps a checkpoint, before the record that tells of it, and after that', async () => {
    const often: SweepOptions = {fine: true, mutant: everyKilobyte};
    const base = await baseOf(small, often);
    const [, kept] = base.kills.filter(({label}) => label === 'file: renameSync');
    if (kept === undefined) throw new Error('no checkpoint was kept');
    const later = base.kills.slice(base.kills.indexOf(kept));
    const labels = ['file: renameSync', 'journal: half a record written', 'journal: a record synced'];
    const kills = labels.flatMap((each) => later.find(({label}) => label === each) ?? []);
    expect(kills).toHaveLength(3);
    await sweepSome(small, often, {base, kills});
  });

  test('while it leaves, and while the next takes the run up', async () => {
    const subject = everyKind(false);
    const leaving: SweepOptions = {...options, leaves: true};
    const base = await baseOf(subject, leaving);
    const first = base.kills.filter(({process}) => process === 0);
    const next = base.kills.filter(({process}) => process === 1);
    const kills = [first.at(-1), next[0], next[2]].flatMap((each) => each ?? []);
    await sweepSome(subject, leaving, {base, kills});
  });

  test('and killed again while the next recovers', async () => {
    const subject = around(true);
    const base = await baseOf(subject, options);
    const [first] = spread(base.kills, 1);
    if (first === undefined) throw new Error('there is nowhere to die');
    const after: SweepOptions = {...options, first};
    const {kills} = await baseOf(subject, after);
    await sweepSome(subject, after, {base, kills: [...kills.slice(0, 1), ...spread(kills, 2)]});
  });

  test('is caught when it begins an effect before it records the intent', async () => {
    const broken = {...options, mutant: mutants['journal-after-effect'] as Mutant};
    const base = await baseOf(small, broken);
    const kill = base.kills.find(({label}, n) => label === 'process: started' && n > 2) ?? {process: 0, at: 1};
    const {differences} = await sweptAt(small, broken, {base, kill});
    expect(differences).not.toEqual([]);
  });
});

test.each([...Object.entries({...mutants, everyKilobyte}), ...Object.entries(simulatedMutants)])(
  'the deliberate fault "%s" has its one place in the sources',
  (_, {file, from}) => {
    const source = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');
    expect(source.split(from)).toHaveLength(2);
  },
);
