import {expect, test} from 'vitest';
import {runId} from '../../src/base/ids.ts';
import {loadRunbook} from '../../src/cli/load.ts';
import {type Printer, printerFor} from '../../src/cli/print-run.ts';
import type {Terminal} from '../../src/cli/terminal.ts';
import type {RunEvent, Turn} from '../../src/events/event.ts';

const examples = new URL('../../examples/', import.meta.url).pathname;

/** What a printer printed, line by line. */
async function printed(format: string, use: (printer: Printer) => void): Promise<readonly string[]> {
  const loaded = await loadRunbook(`${examples}hello.yaml`, examples);
  if (!loaded.ok) throw new Error('the example is not clean');
  let text = '';
  const terminal: Terminal = {
    out: (more) => {
      text += more;
    },
    drained: async () => {},
    err: () => {},
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment: {},
    cwd: examples,
  };
  const values: Readonly<Record<string, string>> = {format};
  const call = {positionals: [], flag: () => false, value: (name: string) => values[name], values: () => []};
  const kept = {id: runId('abcdefghijkl'), folder: '/nowhere'};
  use(printerFor({runbook: loaded.value.runbook, kept, call}, terminal));
  return text.trimEnd().split('\n');
}

const started: RunEvent = {
  event: 'run-started',
  run: 'abcdefghijkl',
  runbook: 'hello',
  title: 'Say hello',
  hash: '',
  inputs: {},
  by: 'ada',
  cwd: '/work',
  timezone: 'UTC',
  attended: false,
};

function turn(seq: number): Turn {
  const noted: RunEvent = {event: 'noted', message: `note ${seq}.`};
  return {seq, at: 1_800_000_000_000 + seq, events: [seq === 1 ? started : noted]};
}

const history = (count: number) => Array.from({length: count}, (_, index) => turn(index + 1));
const notes = (lines: readonly string[]) => lines.flatMap((line) => /note (\d+)\./.exec(line)?.[1] ?? []).map(Number);

test('a run that goes on is printed from its beginning, once it goes on', async () => {
  const lines = await printed('plain', (printer) => {
    for (const each of history(50)) printer.take(each);
    printer.begin();
    printer.take(turn(51));
  });
  expect(lines[0]).toContain('Say hello');
  expect(notes(lines)).toEqual(Array.from({length: 50}, (_, index) => index + 2));
});

test('of a long run that goes on its end is printed, below where all of it is to be had', async () => {
  const lines = await printed('plain', (printer) => {
    for (const each of history(5000)) printer.take(each);
    printer.begin();
    printer.take(turn(5001));
  });
  expect(lines[0]).toContain('Say hello');
  expect(lines.filter((line) => line.includes('…'))).toEqual(['… all of it: runbook show abcdefghijkl']);
  const shown = notes(lines);
  expect(shown.length).toBeLessThan(500);
  expect(shown).toEqual(shown.map((_, index) => 5002 - shown.length + index));
});

test('a program that reads is given every turn', async () => {
  const lines = await printed('json', (printer) => {
    for (const each of history(5000)) printer.take(each);
    printer.begin();
  });
  expect(notes(lines)).toHaveLength(4999);
});

test('nothing is printed of a run that does not go on, and only what is refused afterwards counts', async () => {
  const refused: RunEvent = {event: 'refused', what: 'rollback', by: 'ada', because: 'it is too late'};
  const again: Turn = {seq: 2, at: 1_800_000_000_002, events: [refused]};
  const said: boolean[] = [];
  expect(await printed('plain', (printer) => printer.take(turn(1)))).toEqual(['']);
  await printed('plain', (printer) => {
    printer.take(turn(1));
    printer.take(again);
    printer.begin();
    said.push(printer.refused());
    printer.take({...again, seq: 3});
    said.push(printer.refused());
  });
  expect(said).toEqual([false, true]);
});
