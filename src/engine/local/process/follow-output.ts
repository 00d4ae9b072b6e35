import {appendFileSync, closeSync, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {StringDecoder} from 'node:string_decoder';
import {ATTEMPT_FILES} from '../../../journal/run-folder.ts';
import type {Matcher, OutputMatchers} from '../../../kinds/assertions/contract.ts';
import {hideOutput} from './hide-output.ts';
import {marksOf} from './output.ts';
import {type Overwriter, overwriteSecrets} from './overwrite-secrets.ts';

/** Reads an attempt's output files as they grow. */
export interface OutputFollower {
  /** Reads what is there, for a few milliseconds at most; true if something new was found, or more is waiting. */
  readonly read: () => boolean;
  /** Reads to the end of what is there now, letting others work in between, and ends the texts there; not once `left`. */
  readonly drain: (left: AbortSignal) => Promise<void>;
  /** Whether everything expected of the output holds by now. */
  readonly satisfied: () => boolean;
  readonly close: () => void;
}

/** What is to be done with an output. */
export interface Following {
  readonly folder: string;
  /** When the command began, in milliseconds since 1970. */
  readonly begun: number;
  readonly matchers: OutputMatchers;
  /** Forms of secrets, one character a byte: found in a file, they are overwritten there. */
  readonly forms: readonly string[];
  /** Overwrite all that no earlier engine has read: what is to be masked in it is not known. */
  readonly hides: boolean;
  readonly onPassed: (passed: number) => void;
  readonly note: (message: string) => void;
}

const PIECE = 64 * 1024;
const BUDGET = 8;

/** Begins to follow the output of an attempt. Without matchers and secrets only its growth is looked at. */
export function followOutput(following: Following): OutputFollower {
  const {folder, matchers} = following;
  const streams = [
    openStream('stdout', [...matchers.stdout, ...matchers.output], following),
    openStream('stderr', [...matchers.stderr, ...matchers.output], following),
  ] as const;
  const all = new Set([...matchers.stdout, ...matchers.stderr, ...matchers.output]);
  let passed = 0;

  const read = () => {
    const before = streams.map((stream) => stream.size());
    const limit = performance.now() + BUDGET;
    const grown = streams.map((stream) => stream.read(limit)).some(Boolean);
    const after = streams.map((stream) => stream.size());
    if (after.some((size, index) => size !== before[index])) mark(folder, [Date.now() - following.begun, ...after]);
    const now = passedBy(all);
    if (now > passed) following.onPassed(now);
    passed = Math.max(passed, now);
    return grown;
  };

  return {
    read,
    drain: async (left) => {
      const goals = streams.map((stream) => stream.available());
      while (streams.some((stream, index) => stream.size() < (goals[index] ?? 0)) && read()) {
        await new Promise((resolve) => setImmediate(resolve));
        if (left.aborted) return;
      }
      for (const stream of streams) stream.end();
      read();
    },
    satisfied: () => all.size > 0 && [...all].every((matcher) => matcher.verdict(false).holds),
    close: () => {
      for (const stream of streams) stream.close();
    },
  };
}

interface Stream {
  /** Bytes seen. */
  readonly size: () => number;
  /** Bytes there are. */
  readonly available: () => number;
  /** Reads until `limit`; true if anything was read. */
  readonly read: (limit: number) => boolean;
  readonly end: () => void;
  readonly close: () => void;
}

function openStream(name: 'stdout' | 'stderr', matchers: readonly Matcher[], following: Following): Stream {
  const {folder, forms, hides} = following;
  const file = join(folder, ATTEMPT_FILES[name]);
  return matchers.length > 0 || forms.length > 0 || hides
    ? readStream(file, name, {...following, fed: matchers})
    : sizeOnly(file);
}

/** A stream of which nothing is wanted but to know how far it has grown. */
function sizeOnly(file: string): Stream {
  let seen = 0;
  const available = () => statSync(file, {throwIfNoEntry: false})?.size ?? seen;
  return {
    size: () => seen,
    available,
    read: () => {
      const before = seen;
      seen = available();
      return seen !== before;
    },
    end: () => {},
    close: () => {},
  };
}

interface Reading extends Following {
  readonly fed: readonly Matcher[];
}

function readStream(file: string, name: 'stdout' | 'stderr', reading: Reading): Stream {
  const {folder, forms, hides, note, begun, fed} = reading;
  const descriptor = openSync(file, forms.length > 0 || hides ? 'r+' : 'r');
  const decoder = new StringDecoder('utf8');
  const cleaner = cleanerOf(descriptor, name, reading);
  const times = seenBefore(folder, name);
  const piece = Buffer.allocUnsafe(PIECE);
  let seen = 0;

  const feed = (text: string) => {
    if (text === '') return;
    const at = times.at(seen) ?? Date.now() - begun;
    for (const matcher of fed) matcher.feed(text, at);
  };
  const available = () => fstatSync(descriptor).size;

  return {
    size: () => seen,
    available,
    read: (limit) => {
      const size = available();
      if (size < seen) {
        note(`the command emptied its ${name} by opening it anew: what it had printed before is gone from the record`);
        seen = 0;
      }
      if (size === seen) return false;
      do {
        const count = readSync(descriptor, piece, 0, PIECE, seen);
        if (count === 0) break;
        seen += count;
        const bytes = piece.subarray(0, count);
        feed(decoder.write(bytes));
        cleaner?.clean(bytes, seen);
      } while (performance.now() < limit);
      return true;
    },
    end: () => {
      feed(decoder.end());
      cleaner?.end();
    },
    close: () => closeSync(descriptor),
  };
}

function cleanerOf(
  descriptor: number,
  name: 'stdout' | 'stderr',
  {folder, forms, hides, note}: Reading,
): Overwriter | undefined {
  const [, out = 0, err = 0] = hides ? (marksOf(folder).at(-1) ?? []) : [];
  if (hides) return hideOutput(descriptor, {from: name === 'stdout' ? out : err, note});
  return forms.length > 0 ? overwriteSecrets(descriptor, name, {forms, note}) : undefined;
}

/** When an earlier engine saw the bytes of a stream come: milliseconds since the command began, by their number. */
function seenBefore(folder: string, name: 'stdout' | 'stderr'): {readonly at: (bytes: number) => number | undefined} {
  const marks = marksOf(folder);
  return {
    at: (bytes) => {
      const mark = marks.find(([, out, err]) => (name === 'stdout' ? out : err) >= bytes);
      return mark?.[0];
    },
  };
}

/** The milestones that have passed. */
export function passedBy(matchers: ReadonlySet<Matcher>): number {
  let passed = 0;
  for (const matcher of matchers) passed = Math.max(passed, matcher.passed?.() ?? 0);
  return passed;
}

function mark(folder: string, values: readonly number[]): void {
  try {
    appendFileSync(join(folder, ATTEMPT_FILES.marks), `${JSON.stringify(values)}\n`, {mode: 0o600});
  } catch {
    // On a full disk the next engine takes the output to have come when it looks.
  }
}
