import {describe, expect, test} from 'vitest';
import {everyKind} from './every-kind.ts';
import {type Mutant, mutants} from './mutants.ts';
import {small} from './small.ts';
import {type Base, baseOf, type SweepOptions, sweptAt} from './sweep.ts';

const options: SweepOptions = {fine: false};

/** Some of the points of a base, spread over the whole run. */
function some({kills}: Base, count: number) {
  return Array.from({length: count}, (_, n) => kills[Math.floor(((n + 0.5) * kills.length) / count)]).flatMap(
    (kill) => kill ?? [],
  );
}

describe.concurrent('an engine that is killed', {timeout: 120_000}, () => {
  test('at some points of a run of every kind and block that is taken back', async () => {
    const subject = everyKind(true);
    const base = await baseOf(subject, options);
    expect(base.seen.broken).toEqual([]);
    for (const kill of some(base, 3)) {
      expect(await sweptAt(subject, options, {base, kill})).toEqual({kill, killed: true, differences: []});
    }
  });

  test('while it leaves, and while the next takes the run up', async () => {
    const subject = everyKind(false);
    const leaving: SweepOptions = {...options, leaves: true};
    const base = await baseOf(subject, leaving);
    expect(base.seen.broken).toEqual([]);
    const first = base.kills.filter(({process}) => process === 0);
    const next = base.kills.filter(({process}) => process === 1);
    for (const kill of [first.at(-1), next[0], next[2]].flatMap((each) => each ?? [])) {
      let swept = await sweptAt(subject, leaving, {base, kill});
      // Reports that come together make one record: a run may have a point fewer at its end, and is made anew.
      for (let more = 3; !swept.killed && more > 0; more -= 1) {
        expect(swept.differences).toEqual([]);
        swept = await sweptAt(subject, leaving, {base, kill});
      }
      expect(swept).toEqual({kill, killed: true, differences: []});
    }
  });

  test('is caught when it begins an effect before it records the intent', async () => {
    const broken = {...options, mutant: mutants['journal-after-effect'] as Mutant};
    const base = await baseOf(small, broken);
    const kill = base.kills.find(({label}, n) => label === 'process: started' && n > 2) ?? {process: 0, at: 1};
    const {differences} = await sweptAt(small, broken, {base, kill});
    expect(differences).not.toEqual([]);
  });
});
