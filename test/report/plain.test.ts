import {describe, expect, test} from 'vitest';
import {type DefPath, defPath, effectKey, stepPath} from '../../src/base/ids.ts';
import type {RunEvent, Turn} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import type {Block} from '../../src/model/block.ts';
import {aboutRunbook} from '../../src/report/about.ts';
import type {Style} from '../../src/report/formats/contract.ts';
import {plain} from '../../src/report/formats/plain.ts';
import {approvedRun} from './rig/approved-run.ts';

const {runbook} = approvedRun();
const build = stepPath('/build');
const key = effectKey('/build #1');
const defs = new Map<DefPath, Block>([[defPath('/build'), {...runbook.root, kind: 'run'}]]);

const started: RunEvent = {
  event: 'run-started',
  run: '7f3kq2mzt5ab',
  runbook: 'release',
  title: 'Release',
  hash: '',
  inputs: {},
  by: 'ada',
  cwd: '/srv/app',
  timezone: 'Asia/Tokyo',
  attended: false,
};

const steps: readonly RunEvent[] = [
  {event: 'entered', path: build, def: defPath('/build'), parent: stepPath('/'), n: 0, type: 'act', title: 'Build'},
  {event: 'intended', effect: {do: 'act', what: 'work', key, path: build, def: defPath('/build'), attempt: 1}},
];

const ended = (did: 'succeeded' | 'lost'): RunEvent => ({event: 'act-ended', key, did, tookMs: 1});

/** The lines of a command that printed `stdout`, at the hour of 14:59:58 UTC and two seconds later. */
function printed(stdout: string, last: RunEvent, style: Partial<Style> = {}): readonly string[] {
  const view = emptyView();
  const output = () => (stdout === '' ? {} : {stdout: {head: stdout, bytes: stdout.length, leftOut: 0}});
  const about = aboutRunbook({...runbook, defs});
  const writer = plain.begin({color: false, unicode: true, verbose: false, quiet: false, about, output, ...style});
  const at = Date.UTC(2025, 10, 21, 14, 59, 58);
  const turns: readonly Turn[] = [
    {seq: 1, at, events: [started, ...steps]},
    {seq: 2, at: at + 2000, events: [last]},
  ];
  return turns.flatMap((turn) =>
    writer
      .turn(turn, observe(view, turn))
      .split('\n')
      .filter((line) => line !== ''),
  );
}

test("all times are told by the runbook's clock, which is named once, and a new day begins with its date", () => {
  expect(printed('', ended('lost'))).toEqual([
    'Release · release · run 7f3kq2mzt5ab · by ada',
    '  in /srv/app',
    '  begun 2025-11-21 23:59:58, all times in Asia/Tokyo',
    '23:59:58 ▶ Build',
    '2025-11-22',
    '00:00:00 • it is not known how Build ended',
  ]);
});

describe('of what a command printed', () => {
  const shown = (stdout: string, style: Partial<Style> = {}) =>
    printed(stdout, ended('succeeded'), style).flatMap((line) => /^ +│ (.*)$/.exec(line)?.[1] ?? []);

  test.each<[string, string, readonly string[]]>([
    ['all of a few lines', 'Hello, Ada!\n', ['Hello, Ada!']],
    ['no empty ones', '\na\n\nb\n', ['a', 'b']],
    ['the last of many, and that there were more', 'a\nb\nc\nd\n', ['…', 'c', 'd']],
    ['the beginning of a long one', 'x'.repeat(300), [`${'x'.repeat(200)}…`]],
  ])('%s', (_, stdout, lines) => {
    expect(shown(stdout)).toEqual(lines);
  });

  test('all with --verbose, nothing with --quiet', () => {
    expect(shown('a\nb\nc\nd\n', {verbose: true})).toEqual(['a', 'b', 'c', 'd']);
    expect(shown('a\n', {quiet: true})).toEqual([]);
  });
});
