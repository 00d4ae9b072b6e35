import {expect, test} from 'vitest';
import {defPath, effectKey, runId, stepPath} from '../../src/base/ids.ts';
import {loadRunbook} from '../../src/cli/prepare/load.ts';
import type {Terminal} from '../../src/cli/terminal.ts';
import {type Printer, printerFor} from '../../src/cli/watch/print-run.ts';
import type {RunEvent, Turn} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';

const examples = new URL('../../examples/', import.meta.url).pathname;

/** What a printer printed, line by line. */
async function printed(format: string, use: (printer: Printer) => void, turns?: number): Promise<readonly string[]> {
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
  const seen = {runbook: 'hello', title: '', by: 'ada', startedAt: 0, lastAt: 0, running: false};
  const known = turns === undefined ? {} : {summary: {...kept, ...seen, turns}};
  use(printerFor({runbook: loaded.value.runbook, kept, call, ...known}, terminal));
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

test('a new run is printed from its beginning, once it goes on', async () => {
  const lines = await printed('plain', (printer) => {
    for (const each of history(50)) printer.take(each);
    printer.begin();
    printer.take(turn(51));
  });
  expect(lines[0]).toContain('Say hello');
  expect(notes(lines)).toEqual(Array.from({length: 50}, (_, index) => index + 2));
});

test.each([
  ['before it goes on', true],
  ['by whoever only watches', false],
])(
  'of a run that was there before what is new is printed, below where all of it is to be had: read %s',
  async (_, first) => {
    const lines = await printed(
      'plain',
      (printer) => {
        if (!first) printer.begin();
        for (const each of history(5000)) printer.take(each);
        if (first) printer.begin();
        printer.take(turn(5001));
      },
      4999,
    );
    expect(lines[0]).toContain('Say hello');
    expect(lines.filter((line) => line.includes('runbook show'))).toEqual([
      '  all that was done before: runbook show abcdefghijkl',
    ]);
    expect(notes(lines)).toEqual([5000, 5001]);
  },
);

test('it is told what a run is at that goes on', async () => {
  const events: readonly RunEvent[] = [
    entered('/', 'Say hello', '/'),
    entered('/deploy', 'Deploy', '/'),
    entered('/deploy/up', 'Bring it up', '/deploy'),
    {
      event: 'intended',
      effect: {
        do: 'act',
        what: 'work',
        key: effectKey('/deploy/up #1'),
        path: stepPath('/deploy/up'),
        attempt: 1,
        def: defPath('/deploy/up'),
      },
    },
  ];
  const second = {seq: 2, at: 1_800_000_000_002, events};
  const view = [turn(1), second].reduce(observe, emptyView());
  const ways: readonly ((printer: Printer) => void)[] = [
    (printer) => [turn(1), second].forEach(printer.take),
    (printer) => printer.past?.take({first: turn(1), view}),
  ];
  for (const way of ways) {
    const lines = await printed(
      'plain',
      (printer) => {
        way(printer);
        printer.begin();
      },
      2,
    );
    expect(lines.slice(-2)).toEqual([
      '  under way: Deploy › Bring it up',
      '  all that was done before: runbook show abcdefghijkl',
    ]);
  }
});

function entered(path: string, title: string, parent: string): RunEvent {
  const [here, around] = [stepPath(path), stepPath(parent)];
  return {
    event: 'entered',
    path: here,
    def: defPath(path),
    parent: around,
    n: 0,
    type: path === '/deploy/up' ? 'act' : 'sequence',
    title,
  };
}

test('what came of turns that were not read is shown as if they had been', async () => {
  const view = [turn(1), turn(2), turn(3)].reduce(observe, emptyView());
  const lines = await printed(
    'plain',
    (printer) => {
      expect(printer.past?.known).toBe(4);
      printer.past?.take({first: turn(1), view});
      printer.take(turn(4));
      printer.take(turn(5));
      printer.begin();
      printer.take(turn(6));
    },
    4,
  );
  expect(lines[0]).toContain('Say hello');
  expect(lines.filter((line) => line.includes('runbook show'))).toHaveLength(1);
  expect(notes(lines)).toEqual([5, 6]);
});

test.each([
  ['a new run', 'plain', undefined],
  ['a program', 'json', 4],
])('%s is printed of every turn', async (_, format, known) => {
  await printed(format, (printer) => expect(printer.past).toBeUndefined(), known);
});

test('a program that reads is given every turn', async () => {
  const lines = await printed(
    'json',
    (printer) => {
      for (const each of history(5000)) printer.take(each);
      printer.begin();
    },
    5000,
  );
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
