import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {Counts} from '../interpreter/arbitrary.ts';
import {simulatedMutants} from './mutants.ts';
import {schedulesOf} from './simulation.ts';

describe('simulated schedules', {timeout: 60_000}, () => {
  test('repeat nothing, lose nothing and end alike wherever the engine dies', () => {
    const counts: Counts = new Map();
    for (let seed = 500_000; seed < 500_060; seed += 1) {
      for (const {name, differences} of schedulesOf(seed, counts)) expect(differences, name).toEqual([]);
    }
  });

  test.each(Object.keys(simulatedMutants))('show an engine in which %s', (name) => {
    const script = join(import.meta.dirname, 'simulate.ts');
    const words = ['--no-warnings', script, '--schedules', '2000', '--mutant', name];
    const {status, stdout} = spawnSync(process.execPath, words, {encoding: 'utf8'});
    expect(status, stdout).toBe(1);
    expect(stdout).toMatch(/seed \d+/);
  });
});
