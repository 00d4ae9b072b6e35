import {isMainThread, parentPort, workerData} from 'node:worker_threads';
import {randomFrom} from './random.ts';
import type {FuzzTarget} from './target.ts';
import {targets} from './targets/index.ts';

/** What a worker is told. */
export interface Work {
  readonly target: keyof typeof targets;
  readonly seed: number;
  readonly milliseconds: number;
  /** The input under way: its length, then its characters; read from outside when this thread hangs or dies. */
  readonly current: SharedArrayBuffer;
}

/** The characters of an input that can be read from outside. */
export const LONGEST_INPUT = 1 << 21;

if (!isMainThread) await work(workerData as Work);

async function work({target: name, seed, milliseconds, current}: Work): Promise<void> {
  const target: FuzzTarget = targets[name];
  const length = new Int32Array(current, 0, 1);
  const characters = new Uint16Array(current, 4, LONGEST_INPUT);
  const end = Date.now() + milliseconds;
  for (let count = 0; Date.now() < end; count += 1) {
    const input = target.make(randomFrom(seed + count)).slice(0, LONGEST_INPUT);
    for (let at = 0; at < input.length; at += 1) characters[at] = input.charCodeAt(at);
    Atomics.store(length, 0, input.length);
    parentPort?.postMessage({count: count + 1});
    try {
      await target.run(input);
    } catch (error) {
      parentPort?.postMessage({input, found: error instanceof Error ? (error.stack ?? error.message) : String(error)});
    }
  }
  target.close?.();
  parentPort?.postMessage({done: true});
}
