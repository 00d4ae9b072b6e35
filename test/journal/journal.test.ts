import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {RunEvent, Turn} from '../../src/events/event.ts';
import {createJournal, type Disk, openJournal} from '../../src/journal/append.ts';
import {followJournal} from '../../src/journal/follow.ts';
import {type JournalEnd, readJournal} from '../../src/journal/read.ts';
import {runFile} from '../../src/journal/run-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const turn = (seq: number, message = `turn ${seq} “ü”`): Turn => ({
  seq,
  at: 1000 + seq,
  events: [{event: 'noted', message} satisfies RunEvent],
});

function written(count: number): JournalEnd {
  expect(createJournal(folder, turn(1), 0)).toEqual({ok: true, value: null});
  const journal = opened({...read().end, torn: 0});
  for (let seq = 2; seq <= count; seq += 1) expect(journal.append([turn(seq)]).ok).toBe(true);
  journal.close();
  return read().end;
}

function opened(end: JournalEnd, disk?: Disk) {
  const journal = openJournal(folder, {end, epoch: 1, ...(disk && {disk})});
  if (!journal.ok) throw new Error(journal.error.message);
  return journal.value;
}

function read(): {readonly turns: readonly Turn[]; readonly end: JournalEnd} {
  const turns: Turn[] = [];
  const end = readJournal(runFile(folder, 'journal'), (one) => turns.push(one));
  if (!end.ok) throw new Error(`line ${end.error.line}: ${end.error.message}`);
  return {turns, end: end.value};
}

describe('a journal', () => {
  test('gives back every turn, and is private', () => {
    written(4);
    expect(read().turns).toEqual([1, 2, 3, 4].map((seq) => turn(seq)));
    expect(read().end).toMatchObject({seq: 4, epoch: 1, torn: 0, lines: 5});
    expect(statSync(runFile(folder, 'journal')).mode & 0o777).toBe(0o600);
  });

  test('cut at any byte of its last record, it is what it was before that record, and goes on', () => {
    written(3);
    const bytes = readFileSync(runFile(folder, 'journal'));
    const start = bytes.subarray(0, -1).lastIndexOf(10) + 1;
    for (let cut = start; cut < bytes.length; cut += 1) {
      writeFileSync(runFile(folder, 'journal'), bytes.subarray(0, cut));
      const {turns, end} = read();
      expect(turns.map(({seq}) => seq)).toEqual([1, 2]);
      expect(end.torn).toBe(cut - start);
      const journal = opened(end);
      expect(journal.append([turn(3)]).ok).toBe(true);
      journal.close();
      expect(readFileSync(runFile(folder, 'journal')).equals(bytes)).toBe(true);
    }
  });

  test('with a bit changed in any earlier record it is refused, with the line', () => {
    written(4);
    const bytes = readFileSync(runFile(folder, 'journal'));
    const last = bytes.subarray(0, -1).lastIndexOf(10) + 1;
    for (let at = 0; at < last; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(runFile(folder, 'journal'), changed);
      const line = bytes.subarray(0, at).toString('latin1').split('\n').length;
      const result = readJournal(runFile(folder, 'journal'), () => {});
      expect(result, `byte ${at}`).toMatchObject({ok: false, error: {line}});
    }
  });

  test('of a newer program it is refused', () => {
    written(2);
    const text = readFileSync(runFile(folder, 'journal'), 'utf8');
    writeFileSync(runFile(folder, 'journal'), text.replace('{"journal":1}', '{"journal":2}'));
    expect(readJournal(runFile(folder, 'journal'), () => {})).toMatchObject({
      ok: false,
      error: {line: 1, why: 'newer', message: 'it was written by a newer program (journal format 2): use that one'},
    });
  });

  test('two engines at once are seen: the number of an engine never goes down', () => {
    const end = written(3);
    const other = openJournal(folder, {end, epoch: 0});
    if (other.ok) expect(other.value.append([turn(4)]).ok).toBe(true);
    expect(readJournal(runFile(folder, 'journal'), () => {})).toMatchObject({ok: false, error: {line: 5}});
  });

  test('is followed while another process appends', async () => {
    const end = written(2);
    const journal = opened(end);
    const seen: number[] = [];
    await new Promise<void>((resolve) => {
      const stop = followJournal(folder, ({seq}) => {
        seen.push(seq);
        if (seq === 2) journal.append([turn(3), turn(4)]);
        if (seq !== 4) return;
        stop();
        resolve();
      });
    });
    expect(seen).toEqual([1, 2, 3, 4]);
    journal.close();
  });
});

describe('a disk', () => {
  const good: Disk = {
    write: (descriptor, bytes, offset) => {
      writeFileSync(descriptor, bytes.subarray(offset));
      return bytes.length - offset;
    },
    sync: () => {},
  };
  const failure = (code: string) => Object.assign(new Error(code), {code});

  test('that writes short gets the rest', () => {
    const end = written(1);
    const journal = opened(end, {
      ...good,
      write: (descriptor, bytes, offset) => good.write(descriptor, bytes.subarray(0, offset + 7), offset),
    });
    expect(journal.append([turn(2)]).ok).toBe(true);
    expect(read().turns).toHaveLength(2);
  });

  test('that is full: the torn record is cut, why the engine stopped is recorded in the reserve, nothing follows', () => {
    const end = written(2);
    let writes = 0;
    const journal = opened(end, {
      ...good,
      write: (descriptor, bytes, offset) => {
        writes += 1;
        if (writes === 2) throw failure('ENOSPC');
        return good.write(descriptor, writes === 1 ? bytes.subarray(0, 20) : bytes, offset);
      },
    });
    expect(journal.append([turn(3)])).toMatchObject({ok: false, error: {why: 'no-space'}});
    expect(statSync(runFile(folder, 'reserve'), {throwIfNoEntry: false})).toBeUndefined();
    expect(read().turns.at(-1)).toMatchObject({seq: 3, events: [{event: 'engine-stopped'}]});
    expect(journal.append([turn(3)])).toMatchObject({ok: false, error: {why: 'no-space'}});
    expect(read().turns).toHaveLength(3);
  });

  test('that cannot sync ends it: no second sync, no further record', () => {
    const end = written(2);
    let syncs = 0;
    const journal = opened(end, {
      ...good,
      sync: () => {
        syncs += 1;
        throw failure('EIO');
      },
    });
    expect(journal.append([turn(3)])).toMatchObject({ok: false, error: {why: 'broken'}});
    expect(journal.append([turn(4)])).toMatchObject({ok: false, error: {why: 'broken'}});
    expect(syncs).toBe(1);
  });
});
