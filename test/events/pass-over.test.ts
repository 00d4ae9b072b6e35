import {expect, test} from 'vitest';
import {defPath, effectKey, stepPath} from '../../src/base/ids.ts';
import {simulate} from '../../src/engine/simulated/simulate.ts';
import type {RunEvent, Turn} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import {passOver} from '../../src/events/pass-over.ts';
import type {RunView} from '../../src/events/view.ts';
import {plain} from '../../src/report/formats/plain.ts';
import {arbitraryRunbook, arbitraryScript} from '../interpreter/arbitrary.ts';
import {started} from '../interpreter/build.ts';

const RUNS = 150;

function run(seed: number): readonly Turn[] {
  const runbook = arbitraryRunbook(seed, 2 + (seed % 12), new Map());
  return simulate({runbook, script: arbitraryScript(seed), start: started({attended: seed % 3 !== 0}), most: 400})
    .turns;
}

/** What is printed of the turns from `from` on, those before it folded by `fold`. */
function printed(turns: readonly Turn[], from: number, fold: (view: RunView, turns: readonly Turn[]) => void): string {
  const view = emptyView();
  fold(view, turns.slice(0, from));
  const writer = plain.begin({color: false, unicode: true, verbose: false, quiet: false});
  return turns.map((turn) => (turn.seq <= from ? '' : writer.turn(turn, observe(view, turn)))).join('');
}

const passing = (view: RunView, turns: readonly Turn[]) => {
  const passed = passOver(view);
  for (const turn of turns) passed.take(turn);
  passed.end();
};
const watching = (view: RunView, turns: readonly Turn[]) => {
  for (const turn of turns) observe(view, turn);
};

test('what follows is printed as if all before it had been seen', () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    const turns = run(seed);
    const step = Math.max(1, Math.floor(turns.length / 10));
    for (let from = 1; from < turns.length; from += step) {
      expect(printed(turns, from, passing), `seed ${seed}, from ${from}`).toBe(printed(turns, from, watching));
    }
  }
});

test('a step that is tried again and again is known by its last attempt', () => {
  const path = stepPath('/up');
  const root = stepPath('/');
  const attempt = (number: number): readonly RunEvent[] => {
    const key = effectKey(`/up #${number}`);
    return [
      {event: 'intended', effect: {do: 'act', what: 'work', key, path, def: defPath('/up'), attempt: number}},
      {event: 'act-ended', key, did: 'failed', failure: {reason: 'broken', message: `${number}`}, tookMs: 1},
    ];
  };
  const events: readonly RunEvent[] = [
    {event: 'entered', path: root, def: defPath('/'), parent: root, n: 0, type: 'run', kind: 'steps'},
    {event: 'entered', path, def: defPath('/up'), parent: root, n: 0, type: 'act', kind: 'run'},
    ...Array.from({length: 50}, (_, index) => attempt(index + 1)).flat(),
  ];
  const view = emptyView();
  passing(view, [{seq: 1, at: 1, events}]);
  expect(view.steps.get(path)).toMatchObject({attempts: 50, lastFailure: {message: '50'}});
});

test('what lives is known as well as it was, and what has ended is not', () => {
  for (let seed = 0; seed < RUNS; seed += 1) {
    const turns = run(seed);
    const half = turns.slice(0, Math.ceil(turns.length / 2));
    const [seen, passed] = [emptyView(), emptyView()];
    watching(seen, half);
    passing(passed, half);
    const living = [...seen.steps.values()].filter(({state}) => state === 'running').map(({path}) => path);
    for (const path of living) {
      const {children: _, ...step} = seen.steps.get(path) ?? {children: []};
      expect(passed.steps.get(path), `seed ${seed}`).toMatchObject(step);
    }
    const {steps: _, acts: __, ...rest} = seen;
    expect(passed, `seed ${seed}`).toMatchObject(rest);
    expect(passed.steps.size).toBeLessThanOrEqual(seen.steps.size);
  }
});
