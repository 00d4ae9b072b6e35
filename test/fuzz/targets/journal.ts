import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Turn} from '../../../src/events/event.ts';
import {foldTurn, isKnown} from '../../../src/events/evolve.ts';
import {emptyView, observe} from '../../../src/events/observe.ts';
import {initialState} from '../../../src/events/state.ts';
import {readJournal} from '../../../src/journal/read.ts';
import {encodeRecord, headerHash, headerLine} from '../../../src/journal/record.ts';
import {summaryOf} from '../../../src/journal/runs.ts';
import {junit} from '../../../src/report/formats/junit.ts';
import {markdown} from '../../../src/report/formats/markdown.ts';
import {plain} from '../../../src/report/formats/plain.ts';
import {recordRun} from '../../../src/report/record/record-run.ts';
import {referenceRun} from '../../report/rig/reference-run.ts';
import {mutated} from '../mutate.ts';
import type {FuzzTarget} from '../target.ts';

const turns = referenceRun().turns.slice(0, 40);
let folder: string | undefined;
const good = written(turns);
const TOKENS = [
  '\n',
  '\0',
  '{}\n',
  '"',
  '{"seq":1',
  '"events":[]',
  '"events":null',
  ',"hash":"',
  '{"journal":2}\n',
  '\r\n',
  '\u00ff',
  '0'.repeat(64),
  '[',
  ']',
];
const ODD: readonly unknown[] = [
  null,
  1,
  'x',
  [],
  {},
  {event: 'left'},
  {event: 'no such'},
  {event: 7},
  {event: '__proto__'},
];

/** Journals as bytes, and ones whose records are whole but odd. */
export const journal: FuzzTarget = {
  summary: 'journals of any bytes, and whole ones with odd records: read, folded, shown, listed, reported',
  tries: 60,
  make: (random) => {
    if (random.once(2)) return mutated(good, random, {tokens: TOKENS, others: [good], bytes: true});
    const odd = turns.map((turn) => (random.once(20) ? oddTurn(turn, random.pick(ODD), random.below(4)) : turn));
    return written(odd as readonly Turn[]);
  },
  run: (input) => {
    folder ??= mkdtempSync(join(tmpdir(), 'fuzz-'));
    const file = join(folder, 'journal.jsonl');
    writeFileSync(file, Buffer.from(input, 'latin1'));
    const state = initialState();
    const view = emptyView();
    const writer = plain.begin({color: false, unicode: true, verbose: true, quiet: false});
    const all: Turn[] = [];
    const read = readJournal(file, (turn) => {
      all.push(turn);
      writer.turn(turn, observe(view, turn));
      if (turn.events.every(isKnown)) foldTurn(state, turn);
    });
    if (!read.ok && read.error.message === '') throw new Error('damage without a word');
    const record = recordRun(all, undefined);
    const source = {record, output: () => ({}), version: '0'};
    for (const format of [markdown, junit]) format.render(source);
    summaryOf(folder);
  },
  close: () => {
    if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
    folder = undefined;
  },
};

function written(all: readonly Turn[]): string {
  const header = headerLine();
  let text = `${header}\n`;
  let last = headerHash(header);
  for (const turn of all) {
    const {line, hash} = encodeRecord(turn, 0, last);
    text += line;
    last = hash;
  }
  return Buffer.from(text).toString('latin1');
}

function oddTurn(turn: Turn, odd: unknown, where: number): unknown {
  switch (where) {
    case 0:
      return {...turn, seq: odd};
    case 1:
      return {...turn, at: odd};
    case 2:
      return {...turn, events: odd};
    default:
      return {...turn, events: [...turn.events, odd]};
  }
}
