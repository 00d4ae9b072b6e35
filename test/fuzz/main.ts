import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {Worker} from 'node:worker_threads';
import {targets} from './targets/index.ts';
import {LONGEST_INPUT, type Work} from './worker.ts';

/** An input that takes longer than so many milliseconds hangs. */
const HANG = 10_000;

/** MiB; an input for which this is not enough grows without bound. */
const MEMORY = 1024;

/** So many different faults of a target are enough for one time. */
const MOST = 10;

const found = join(import.meta.dirname, 'found');

interface Fault {
  readonly input: string;
  readonly found: string;
}

type Name = keyof typeof targets;

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {seconds: {type: 'string'}, seed: {type: 'string'}, help: {type: 'boolean', short: 'h'}},
});
const seconds = Number(values.seconds ?? '600');
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const unknown = positionals.filter((name) => !Object.hasOwn(targets, name));

if (values.help) console.log(usage());
else if (unknown.length > 0 || !(seconds > 0) || !Number.isSafeInteger(seed)) {
  console.error(usage());
  process.exitCode = 2;
} else {
  const names = (positionals.length === 0 ? Object.keys(targets) : positionals) as readonly Name[];
  for (const name of names) if ((await fuzz(name)) > 0) process.exitCode = 1;
}

function usage(): string {
  const list = Object.entries(targets).map(([name, {summary}]) => `  ${name.padEnd(11)} ${summary}`);
  return `Usage: npm run fuzz -- [TARGET …] [--seconds N] [--seed N]\n\nEach target for 600 seconds, if nothing else is said.\n\n${list.join('\n')}`;
}

/** Fuzzes one target, a thread after another where one hangs or dies; gives the number of faults that were found. */
async function fuzz(target: Name): Promise<number> {
  const faults = new Map<string, Fault>();
  const end = Date.now() + seconds * 1000;
  let tried = 0;
  while (Date.now() < end && faults.size < MOST) {
    const {count, fault} = await oneThread({target, seed: seed + tried, milliseconds: end - Date.now()}, faults);
    tried += count;
    if (fault !== undefined) faults.set(nameOf(fault), fault);
  }
  const list = [...faults.values()];
  console.log(
    `${target.padEnd(11)} ${tried} inputs, ${list.length === 0 ? 'nothing found' : `${list.length} faults`} (seed ${seed})`,
  );
  if (list.length === 0) return 0;
  mkdirSync(found, {recursive: true});
  const file = join(found, `${target}.json`);
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
  for (const fault of list) console.log(`  ${fault.found.split('\n').slice(0, 3).join('\n  ')}`);
  console.log(`  see ${file}`);
  return list.length;
}

interface Ended {
  readonly count: number;
  /** How the thread came to a bad end. */
  readonly fault?: Fault;
}

function oneThread(work: Omit<Work, 'current'>, faults: Map<string, Fault>): Promise<Ended> {
  const current = new SharedArrayBuffer(4 + LONGEST_INPUT * 2);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: {...work, current} satisfies Work,
    resourceLimits: {maxOldGenerationSizeMb: MEMORY},
  });
  let count = 0;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const over = (why: string | undefined) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve({count, ...(why !== undefined && {fault: {input: inputIn(current), found: why}})});
    };
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(over, HANG, `it takes longer than ${HANG / 1000} s`);
    };
    worker.on('message', (said: Partial<Fault> & {count?: number; done?: boolean}) => {
      if (said.done) return over(undefined);
      count = said.count ?? count;
      alive();
      if (said.input === undefined || said.found === undefined) return;
      const fault = {input: said.input, found: said.found};
      const known = faults.get(nameOf(fault));
      if (known === undefined || known.input.length > fault.input.length) faults.set(nameOf(fault), fault);
      if (faults.size >= MOST) over(undefined);
    });
    worker.on('error', (error) => over(error.message));
  });
}

/** Faults that were thrown at the same place are one. */
function nameOf({found: text}: Fault): string {
  return text.split('\n').slice(0, 3).join('\n').replaceAll(/\d+/g, '#').slice(0, 300);
}

function inputIn(current: SharedArrayBuffer): string {
  const length = new Int32Array(current, 0, 1)[0] ?? 0;
  const characters = new Uint16Array(current, 4, length);
  let text = '';
  for (const character of characters) text += String.fromCharCode(character);
  return text;
}
