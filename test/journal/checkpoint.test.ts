import {hash} from 'node:crypto';
import {appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {RunEvent, Turn} from '../../src/events/event.ts';
import {createJournal, openJournal} from '../../src/journal/append.ts';
import {keepCheckpoint, prefixOf, readCheckpoint} from '../../src/journal/checkpoint.ts';
import {type JournalEnd, readJournal} from '../../src/journal/read.ts';
import {runFile} from '../../src/journal/run-folder.ts';

// A program that runs from its sources keeps no checkpoints.
vi.hoisted(() => Object.assign(process.env, {RUNBOOK_BUILD: 'test'}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  expect(createJournal(folder, turn(1), 0).ok).toBe(true);
});
afterEach(() => rmSync(folder, {recursive: true}));

const turn = (seq: number, ...events: readonly RunEvent[]): Turn => ({
  seq,
  at: 1000 + seq,
  events: [{event: 'noted', message: `turn ${seq}`}, ...events],
});

function endNow(): JournalEnd {
  const read = readJournal(runFile(folder, 'journal'), () => {});
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** Appends a turn that ends with these events. */
function append(...events: readonly RunEvent[]): void {
  const end = endNow();
  const journal = openJournal(folder, {end, epoch: 1});
  if (!journal.ok) throw new Error(journal.error.message);
  expect(journal.value.append([turn(end.seq + 1, ...events)]).ok).toBe(true);
  journal.value.close();
}

/** Keeps a checkpoint and tells of it. */
function keep(held: unknown): JournalEnd {
  const end = endNow();
  const kept = keepCheckpoint(folder, {end, held});
  if (kept === undefined) throw new Error('no checkpoint was kept');
  expect(kept.size).toBe(statSync(file()).size);
  append({event: 'checkpointed', digest: kept.digest});
  return end;
}

const file = () => runFile(folder, 'checkpoint');
const journal = () => runFile(folder, 'journal');

/** Changes one byte of a file, at an offset from its beginning or, if negative, its end. */
function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  const at = offset < 0 ? bytes.length + offset : offset;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

/** Puts a text of as many bytes in the place of another. */
function replace(from: string, to: string): void {
  const text = readFileSync(file(), 'latin1');
  expect(text).toContain(from);
  writeFileSync(file(), text.replace(from, to), 'latin1');
}

const held = {map: new Map([['/a', new Set([1, 2])]]), text: 'denied', more: 'ü', list: [{}, undefined]};

test('what was kept is given back, with where the journal goes on', () => {
  append();
  const end = keep(held);
  append();
  expect(readCheckpoint(folder)).toEqual({end, held});
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(end.seq).toBe(2);
});

test('the last one counts, and is nothing without the record that tells of it', () => {
  keep({n: 1});
  append();
  expect(readCheckpoint(folder)?.held).toEqual({n: 1});
  expect(keepCheckpoint(folder, {end: endNow(), held: {n: 2}})).toBeDefined();
  expect(readCheckpoint(folder)).toBeUndefined();
  append();
  expect(readCheckpoint(folder)).toBeUndefined();
  keep({n: 3});
  expect(readCheckpoint(folder)?.held).toEqual({n: 3});
});

describe('a checkpoint is no more than a copy: it is passed over where', () => {
  beforeEach(() => {
    append();
    keep(held);
    append();
    expect(readCheckpoint(folder)?.held).toEqual(held);
  });
  afterEach(() => expect(readCheckpoint(folder)).toBeUndefined());

  test('there is none', () => rmSync(file()));
  test('what it holds was changed', () => replace('denied', 'agreed'));
  test('what it holds is damaged', () => flip(file(), -3));
  test('its head was changed', () => flip(file(), 12));
  test('it was cut off', () => writeFileSync(file(), readFileSync(file()).subarray(0, -1)));
  test('it is empty', () => writeFileSync(file(), ''));
  test('it is a folder', () => {
    rmSync(file());
    mkdirSync(file());
  });
  test('the journal before it was changed', () => flip(journal(), 40));
  test('the record that tells of it was changed', () => {
    const {position} = JSON.parse(readFileSync(file(), 'utf8').split('\n')[0] ?? '').end;
    flip(journal(), position + 60);
  });
  test('the journal was cut off before it', () =>
    writeFileSync(journal(), `${readFileSync(journal(), 'utf8').split('\n').slice(0, 2).join('\n')}\n`));
  test('the journal is gone', () => rmSync(journal()));
  test('another build of the program made it', () => {
    replace('"build":"test"', '"build":"best"');
  });
  test.each([
    ['{"position":-1}'],
    ['{}'],
    ['null'],
    ['{"position":1e99,"lines":1,"seq":1,"epoch":1,"hash":""}'],
    ['{"position":0,"lines":1,"seq":1,"epoch":1,"hash":7}'],
  ])('its head says that it ends at %s', (end) => writeFileSync(file(), `{"build":"test","before":"","end":${end}}\n`));
});

describe('none is kept, and nothing is said of it, where', () => {
  afterEach(() => expect(readCheckpoint(folder)).toBeUndefined());

  test('it cannot be written', () => {
    mkdirSync(`${file()}.new`);
    expect(keepCheckpoint(folder, {end: endNow(), held})).toBeUndefined();
  });

  test('it is nested more deeply than can be written', () => {
    let deep: unknown = null;
    for (let depth = 0; depth < 200_000; depth += 1) deep = {deep};
    expect(keepCheckpoint(folder, {end: endNow(), held: deep})).toBeUndefined();
  });

  test('the journal is shorter than it is to be', () => {
    const end = endNow();
    expect(keepCheckpoint(folder, {end: {...end, position: end.position + 1}, held})).toBeUndefined();
  });
});

test('the journal is hashed on from where it was, or anew where it is asked for less', () => {
  const known = prefixOf(folder);
  const first = endNow().position;
  const before = known.upTo(first);
  append();
  const second = endNow().position;
  const of = (end: number) => hash('sha256', readFileSync(journal()).subarray(0, end));
  expect([before, known.upTo(second), known.upTo(second), known.upTo(first)]).toEqual(
    [first, second, second, first].map(of),
  );
  expect(known.upTo(second + 1)).toBeUndefined();
  append();
  expect(known.upTo(endNow().position)).toBe(of(endNow().position));
});

test('a torn record behind it is cut off as ever', () => {
  const end = keep(held);
  appendFileSync(journal(), '{"seq":3,');
  const checkpoint = readCheckpoint(folder);
  expect(checkpoint).toEqual({end, held});
  expect(readJournal(journal(), () => {}, checkpoint?.end)).toMatchObject({ok: true, value: {seq: 2, torn: 9}});
});
