import {closeSync, fstatSync, readSync} from 'node:fs';
import {fail, ok, type Result} from '../base/result.ts';
import type {Turn} from '../events/event.ts';
import {type BadRecord, checkHeader, decodeRecord, headerHash} from './record.ts';
import {LONGEST_KEPT, openRegular} from './regular-file.ts';

/** How far a journal was read: everything before `position` is good. */
export interface JournalEnd {
  /** Bytes. */
  readonly position: number;
  /** Lines, the header included. */
  readonly lines: number;
  /** The number of the last turn, 0 before the first. */
  readonly seq: number;
  readonly epoch: number;
  readonly hash: string;
  /** Bytes of a record that was not written to its end. */
  readonly torn: number;
}

/** Where and why a journal cannot be believed; the turns before `line` are good. */
export interface JournalDamage {
  readonly why: BadRecord['why'] | 'unreadable';
  readonly line: number;
  readonly message: string;
}

/** The end of a journal of which nothing was read. */
export const JOURNAL_START: JournalEnd = {position: 0, lines: 0, seq: 0, epoch: 0, hash: '', torn: 0};

/** What to tell people of a journal that cannot be believed. */
export function damageText({why, line, message}: JournalDamage): string {
  if (why === 'unreadable') return `the journal cannot be read: ${message}`;
  return why === 'newer' ? `the journal: ${message}` : `the journal is damaged at line ${line}: ${message}`;
}

const PIECE = 1 << 20;

/**
 * Hands every whole turn after `from` to `onTurn`, in order, with the hash of its record; bounded memory. A torn last record is left out: one without
 * its end, or with blocks that never reached the disk (they read as NUL). Anything else that is bad is damage.
 */
export function readJournal(
  file: string,
  onTurn: (turn: Turn, hash: string) => void,
  from: JournalEnd = JOURNAL_START,
): Result<JournalEnd, JournalDamage> {
  const opened = openRegular(file);
  if (!opened.ok) return fail({why: 'unreadable', line: 0, message: opened.error});
  try {
    return readOpen(opened.value, onTurn, from);
  } finally {
    closeSync(opened.value);
  }
}

/** The first whole turn after `from`, if it follows what came before. */
export function nextRecord(file: string, from: JournalEnd): Turn | undefined {
  const opened = openRegular(file);
  if (!opened.ok) return undefined;
  try {
    const [line] = linesFrom(opened.value, from.position);
    if (line === undefined || line === 'too long') return undefined;
    const taken = takeRecord(line.text, {...from});
    return taken.ok ? taken.value : undefined;
  } finally {
    closeSync(opened.value);
  }
}

function readOpen(
  descriptor: number,
  onTurn: (turn: Turn, hash: string) => void,
  from: JournalEnd,
): Result<JournalEnd, JournalDamage> {
  const size = fstatSync(descriptor).size;
  const end = {...from, torn: 0};
  for (const line of linesFrom(descriptor, from.position)) {
    if (line === 'too long') return fail({why: 'garbled', line: end.lines + 1, message: 'no record is so long'});
    const {text, bytes} = line;
    const after = end.position + bytes;
    const taken = end.lines === 0 ? takeHeader(text, end) : takeRecord(text, end);
    if (!taken.ok) {
      if (after >= size && end.lines > 0 && text.includes('\0')) break;
      return fail({line: end.lines + 1, ...taken.error});
    }
    end.position = after;
    end.lines += 1;
    if (taken.value !== null) onTurn(taken.value, end.hash);
  }
  return ok({...end, torn: Math.max(0, size - end.position)});
}

/** An end that moves on with every line, for a journal may have a hundred thousand. */
type MovingEnd = {-readonly [Key in keyof JournalEnd]: JournalEnd[Key]};

function takeHeader(text: string, end: MovingEnd): Result<null, BadRecord> {
  const header = checkHeader(text);
  if (header.ok) end.hash = headerHash(text);
  return header;
}

function takeRecord(text: string, end: MovingEnd): Result<Turn, BadRecord> {
  const record = decodeRecord(text, end.hash);
  if (!record.ok) return record;
  const {turn, epoch, hash} = record.value;
  if (epoch < end.epoch || turn.seq !== end.seq + 1) {
    return fail({why: 'changed', message: 'this record is out of order: two engines wrote at once'});
  }
  end.hash = hash;
  end.epoch = epoch;
  end.seq = turn.seq;
  return ok(turn);
}

type Line = {readonly text: string; readonly bytes: number} | 'too long';

function* linesFrom(descriptor: number, start: number): Generator<Line> {
  const piece = Buffer.allocUnsafe(PIECE);
  let position = start;
  let carried: Buffer[] = [];
  for (;;) {
    const count = readSync(descriptor, piece, 0, PIECE, position);
    if (count === 0) return;
    position += count;
    let begin = 0;
    for (let at = piece.indexOf(10); at !== -1 && at < count; at = piece.indexOf(10, begin)) {
      yield wholeLine(carried, piece.subarray(begin, at));
      carried = [];
      begin = at + 1;
    }
    if (begin < count) carried.push(Buffer.from(piece.subarray(begin, count)));
    if (carried.length * PIECE > LONGEST_KEPT) return yield 'too long';
  }
}

function wholeLine(carried: readonly Buffer[], end: Buffer): Line {
  const line = carried.length === 0 ? end : Buffer.concat([...carried, end]);
  return {text: line.toString('utf8'), bytes: line.length + 1};
}
