import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench, Contestant, Results} from './bench.ts';

/** What one run of one contestant cost. */
interface Sample {
  readonly milliseconds: number;
  /** Zero for a program that is not ours. */
  readonly peakMegabytes: number;
  readonly processorMilliseconds: number;
}

/** The samples of each contestant, one a round. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** How often a comparison is run, and where. */
interface Measuring extends Pick<Bench, 'bulky'> {
  readonly rounds: number;
  readonly folder: string;
}

/**
 * Runs every contestant once a round (A B C A B C …), after one round that warms caches and is not counted. What they
 * leave is kept until the end: ext4 passes over each inode that was freed in the last seconds when it makes a file.
 */
export function measure(contestants: readonly Contestant[], {rounds, folder, bulky}: Measuring): Samples {
  const samples = new Map<string, Sample[]>(contestants.map(({label}) => [label, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const sample = runOnce(contestant, folder);
      if (bulky) rmSync(join(folder, 'state'), {recursive: true});
      else renameSync(join(folder, 'state'), mkdtempSync(join(folder, 'past-')));
      if (round > 0) samples.get(contestant.label)?.push(sample);
    }
  }
  return samples;
}

/** Medians; a ratio is taken within each round, so that a slow moment of the machine touches both sides. */
export function summarize(samples: Samples): Results {
  const [baseline = []] = samples.values();
  const of = (label: string): readonly Sample[] => samples.get(label) ?? [];
  return {
    ratio: (label) =>
      median(of(label).map(({milliseconds}, round) => milliseconds / (baseline[round]?.milliseconds ?? Number.NaN))),
    share: (label) => median(of(label).map((sample) => (100 * sample.processorMilliseconds) / sample.milliseconds)),
    peak: (label) => median(of(label).map(({peakMegabytes}) => peakMegabytes)),
  };
}

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function runOnce({label, command, before}: Contestant, folder: string): Sample {
  const state = join(folder, 'state');
  const peakFile = join(folder, 'peak');
  mkdirSync(state, {mode: 0o700});
  before?.(state);
  const [program = '', ...args] = command;
  const start = performance.now();
  const {status, stderr, error} = spawnSync(program, args, {
    cwd: folder,
    env: {...process.env, RUNBOOK_STATE: state, RUNBOOK_BENCH_PEAK: peakFile},
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${label} ended with ${status ?? error?.message}:\n${stderr.trim()}`);
  const [kilobytes = 0, processorMilliseconds = 0] = existsSync(peakFile)
    ? readFileSync(peakFile, 'utf8').split(' ').map(Number)
    : [];
  rmSync(peakFile, {force: true});
  return {milliseconds, peakMegabytes: kilobytes / 1024, processorMilliseconds};
}
