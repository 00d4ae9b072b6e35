import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {StringDecoder} from 'node:string_decoder';
import {ATTEMPT_FILES, latestAttemptFolder} from '../journal/run-folder.ts';

/** The last lines of a command's output, as its files grow. */
export interface OutputTail {
  /** Reads what came since, at most 64 KiB a file and that from its end; says whether there was anything. */
  readonly read: () => boolean;
  /** Standard output and error in the order in which they were seen; the last may be unfinished. */
  readonly lines: () => readonly string[];
}

/** Follows the output of the effect `key` of the run in `folder`, which may not have begun. */
export function tailOutput(folder: string, key: string): OutputTail {
  let done: readonly string[] = [];
  let streams: readonly Stream[] | undefined;
  const begin = (): readonly Stream[] => {
    const attempt = latestAttemptFolder(folder, key);
    if (attempt === undefined) return [];
    streams = [ATTEMPT_FILES.stderr, ATTEMPT_FILES.stdout].map((name) => newStream(join(attempt, name)));
    return streams;
  };
  return {
    read: () => {
      let grew = false;
      for (const stream of streams ?? begin()) {
        const text = readNew(stream);
        if (text === undefined) continue;
        grew = true;
        const lines = (stream.unfinished + text).split('\n');
        stream.unfinished = (lines.pop() ?? '').slice(-LONGEST_LINE);
        done = [...done, ...lines].slice(-LINES_KEPT);
      }
      return grew;
    },
    lines: () => [...done, ...(streams ?? []).flatMap(({unfinished}) => (unfinished === '' ? [] : [unfinished]))],
  };
}

const MOST_BYTES = 64 * 1024;
const LINES_KEPT = 2000;
const LONGEST_LINE = 4096;

interface Stream {
  readonly file: string;
  decoder: StringDecoder;
  position: number;
  unfinished: string;
}

function newStream(file: string): Stream {
  return {file, decoder: new StringDecoder('utf8'), position: 0, unfinished: ''};
}

function readNew(stream: Stream): string | undefined {
  const size = statSync(stream.file, {throwIfNoEntry: false})?.size ?? 0;
  if (size === stream.position) return undefined;
  const skips = size < stream.position || size - stream.position > MOST_BYTES;
  if (skips) {
    stream.decoder = new StringDecoder('utf8');
    stream.position = Math.max(0, size - MOST_BYTES);
    stream.unfinished = '';
  }
  const bytes = Buffer.alloc(size - stream.position);
  const count = readAt(stream.file, bytes, stream.position);
  stream.position += count;
  const text = stream.decoder.write(bytes.subarray(0, count));
  return skips ? text.slice(text.indexOf('\n') + 1) : text;
}

function readAt(file: string, bytes: Buffer, position: number): number {
  const descriptor = openSync(file, 'r');
  try {
    return readSync(descriptor, bytes, 0, bytes.length, position);
  } finally {
    closeSync(descriptor);
  }
}
