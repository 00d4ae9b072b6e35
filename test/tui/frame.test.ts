import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {effectKey} from '../../src/base/ids.ts';
import type {RunEvent} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import {aboutRunbook} from '../../src/report/about.ts';
import {frameRows} from '../../src/tui/frame.ts';
import type {Key} from '../../src/tui/key.ts';
import {lookFor} from '../../src/tui/look.ts';
import {possibleNow} from '../../src/tui/possible.ts';
import {react} from '../../src/tui/react.ts';
import {widthOf} from '../../src/tui/row.ts';
import {type Ui, untouched} from '../../src/tui/ui.ts';
import {acting, asking, deployment, entered, started} from './rig/deployment.ts';
import {exitFailure, sampled} from './rig/scenarios.ts';

/** Words as a runbook or a command might have them, in every width. */
const words = fc.oneof(
  fc.string({unit: 'grapheme', maxLength: 80}),
  fc.constantFrom(
    'コンテナを起動しています',
    '👩‍👩‍👧‍👦 family',
    '\u001b[2J\u001b[1mbold',
    'a\tb\r\nc',
    'e\u0301e\u0301',
    '',
  ),
);

const question: fc.Arbitrary<RunEvent> = fc.oneof(
  fc
    .record({text: words, items: fc.array(words, {minLength: 1, maxLength: 40})})
    .map(({text, items}) => asking('/deploy/up', {what: 'step', text, question: {what: 'checklist', text, items}})),
  fc.record({text: words, titles: fc.array(words, {minLength: 1, maxLength: 40})}).map(({text, titles}) =>
    asking('/deploy/up', {
      what: 'failure',
      text,
      choices: titles.map((title, n) => ({value: `${n}`, title, note: title})),
    }),
  ),
  words.map((text) => asking('/', {what: 'breach', key: effectKey('/ ?breach errors~1'), text, choices: []})),
  words.map((type) => asking('/deploy/up', {what: 'danger', text: type, type})),
);

const key: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...' anodmu?pqrb19xy').map((text): Key => ({is: 'text', text})),
  fc.constantFrom('c', 'x', 'u').map((letter): Key => ({is: 'control', letter})),
  fc
    .constantFrom('enter', 'escape', 'tab', 'back-tab', 'backspace', 'up', 'down', 'left', 'right')
    .map((is) => ({is}) as Key),
);

const moment = fc.record({
  titles: fc.array(words, {minLength: 1, maxLength: 30}),
  questions: fc.array(question, {maxLength: 2}),
  lines: fc.array(words, {maxLength: 60}),
  keys: fc.array(key, {maxLength: 20}),
  columns: fc.integer({min: 60, max: 250}),
  rows: fc.integer({min: 4, max: 60}),
  unicode: fc.boolean(),
  color: fc.boolean(),
});

type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never;

function drawn({titles, questions, lines, keys, columns, rows, unicode, color}: Moment): readonly string[] {
  const view = emptyView();
  const events: readonly RunEvent[] = [
    started,
    entered('/', 'Deployment', {type: 'run'}),
    entered('/deploy', 'Deploy', {type: 'parallel'}),
    ...titles.map((title, n) => entered(n === 0 ? '/deploy/up' : `/deploy/step${n}`, title, {describes: title})),
    acting('/deploy/up'),
    {event: 'act-ended', key: effectKey('/deploy/up #1'), did: 'failed', failure: exitFailure, tookMs: 1},
    acting('/deploy/step1'),
    sampled('errors', 3, true),
    ...questions,
  ];
  observe(view, {seq: 1, at: 0, events});
  const facts = {
    view,
    runbook: deployment,
    by: 'ada',
    wanted: [],
    output: new Map(),
    possible: possibleNow(view, deployment, 5000),
  };
  let ui: Ui = react(untouched, {is: 'turn'}, facts).ui;
  for (const each of keys) ui = react(ui, {is: 'key', key: each}, facts).ui;
  const output = new Map([[effectKey('/deploy/step1 #1'), lines]]);
  const about = aboutRunbook(deployment);
  const look = lookFor({color, unicode});
  return frameRows({...facts, ui, look, output, about, now: 5000, width: columns - 1}, rows - 1);
}

describe('whatever happens and whatever is pressed', () => {
  it('the screen stays within the window, and nothing in it acts on the terminal', () => {
    fc.assert(
      fc.property(moment, (given) => {
        const frame = drawn(given);
        expect(frame.length).toBeLessThanOrEqual(given.rows - 1);
        expect(Math.max(...frame.map(widthOf))).toBeLessThan(given.columns);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours, which may stand there.
        const text = frame.join('').replaceAll(/\x1b\[(?:0|1|2|7|3[1236])m/g, '');
        expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
      {numRuns: 300},
    );
  });

  it('without colour there is none', () => {
    fc.assert(
      fc.property(moment, (given) => {
        expect(drawn({...given, color: false}).join('')).not.toContain('\x1b');
      }),
      {numRuns: 100},
    );
  });
});
