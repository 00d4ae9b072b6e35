import {hash} from 'node:crypto';
import {jsonObject} from '../base/json-object.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Turn} from '../events/event.ts';

/** The version of the journal's format that this program writes; it refuses newer ones. */
const JOURNAL_VERSION = 1;

/** A turn as it stands in the journal: with the number of the engine that wrote it. */
export interface Written {
  readonly turn: Turn;
  readonly epoch: number;
  /** SHA-256 of the record and of every one before it. */
  readonly hash: string;
}

/**
 * Why a line is no record: `garbled` is no JSON of ours, `changed` is, but is not what was once written there,
 * `newer` may be one for a later version of this program.
 */
export interface BadRecord {
  readonly why: 'garbled' | 'changed' | 'newer';
  readonly message: string;
}

/** How a record ends: this, the hash in hexadecimal digits, and the end of the object. */
const HASH_FIELD = ',"hash":"';
const HASH_LENGTH = 64;
const HASH_END = '"}';

/** The first line of a journal, without its end. */
export function headerLine(): string {
  return JSON.stringify({journal: JOURNAL_VERSION});
}

/** The hash that the first record follows. */
export function headerHash(line: string): string {
  return hash('sha256', line);
}

/** Whether `line` begins a journal that this program understands. */
export function checkHeader(line: string): Result<null, BadRecord> {
  const header = jsonObject(line);
  const version = header?.journal;
  if (typeof version !== 'number' || version < 1)
    return fail({why: 'garbled', message: 'this is not a journal of a run'});
  if (version > JOURNAL_VERSION) {
    return fail({why: 'newer', message: `it was written by a newer program (journal format ${version}): use that one`});
  }
  return ok(null);
}

/** The line of `turn`, with its end, as it follows the record whose hash is `previous`. */
export function encodeRecord(
  turn: Turn,
  epoch: number,
  previous: string,
): {readonly line: string; readonly hash: string} {
  const body = JSON.stringify({seq: turn.seq, at: turn.at, epoch, events: turn.events});
  const digest = hash('sha256', previous + body);
  return {line: `${body.slice(0, -1)}${HASH_FIELD}${digest}${HASH_END}\n`, hash: digest};
}

/** What stands in `line`, if it is exactly what was written after the record whose hash is `previous`. */
export function decodeRecord(line: string, previous: string): Result<Written, BadRecord> {
  const end = line.length - HASH_FIELD.length - HASH_LENGTH - HASH_END.length;
  const digest = line.slice(end + HASH_FIELD.length, -HASH_END.length);
  const record = jsonObject(line);
  if (record === undefined || !line.startsWith(HASH_FIELD, end) || !line.endsWith(HASH_END)) return NO_RECORD;
  if (hash('sha256', `${previous}${line.slice(0, end)}}`) !== digest) {
    if (!/^[0-9a-f]{64}$/.test(digest)) return NO_RECORD;
    return fail({why: 'changed', message: 'this record, or one before it, is not what was written'});
  }
  const turn = turnIn(record);
  if (turn === undefined || !Number.isSafeInteger(record.epoch)) {
    return fail({why: 'garbled', message: 'this record is of no turn of a run'});
  }
  return ok({turn, epoch: record.epoch as number, hash: digest});
}

const NO_RECORD = fail<BadRecord>({why: 'garbled', message: 'this is no record'});

/** The latest moment that a date can be, in milliseconds since 1970 (ECMA-262, 21.4.1.1). */
const LATEST = 8.64e15;

/** The turn that a record holds, by its shape; what its events mean is theirs to say. */
export function turnIn({seq, at, events}: Readonly<Record<string, unknown>>): Turn | undefined {
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(at) || Math.abs(at as number) > LATEST) return undefined;
  if (!Array.isArray(events) || !events.every(isEvent)) return undefined;
  return {seq: seq as number, at: at as number, events};
}

/** Names are looked up in tables: one that every object has is the name of no event. */
function isEvent(event: unknown): boolean {
  if (typeof event !== 'object' || event === null || !('event' in event)) return false;
  return typeof event.event === 'string' && !(event.event in Object.prototype);
}
