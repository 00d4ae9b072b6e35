import {expect, test} from 'vitest';
import type {StepPath} from '../../src/base/ids.ts';
import {foldAll, simulate} from '../../src/engine/simulated/simulate.ts';
import type {Turn} from '../../src/events/event.ts';
import {initialState} from '../../src/events/state.ts';
import {settle} from '../../src/interpreter/settle.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {arbitraryRunbook, arbitraryScript} from './arbitrary.ts';
import {started} from './build.ts';
import {judges} from './judge.ts';
import {snapshot} from './snapshot.ts';

test('turns that end early go on in the next: every run is as good as one of whole turns', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const runbook = arbitraryRunbook(seed, 2 + (seed % 12), new Map());
    const run = simulate({
      runbook,
      script: arbitraryScript(seed),
      start: started({attended: seed % 3 !== 0}),
      most: 3000,
      mostEvents: 1 + (seed % 5),
    });
    const judged = {...run, turns: joined(run.turns), events: run.turns.flatMap(({events}) => events), runbook};
    expect(
      Object.entries(judges).flatMap(([name, judge]) => judge(judged).map((fault) => [seed, name, fault])),
    ).toEqual([]);
    expect(snapshot(foldAll(run.turns))).toBe(snapshot({...run.state, seq: 0}));
  }
});

test('a loop of decisions that has no end in sight does not fill the memory with one turn', () => {
  const runbook = runbookOf(
    'steps: [{repeat: {as: n, start: {i: 0}, next: {i: n.i + 1}, until: n.i > 400, max: 1000}, steps: [{set: {x: n.i}}]}]',
  );
  const most = 1000;
  let settled = settle({runbook, state: initialState(), reports: [started()], at: 0, most});
  let turns = 1;
  for (; settled.unasked.length > 0; turns += 1) {
    expect(settled.turn.events.length).toBeLessThan(most + 100);
    settled = settle({runbook, state: settled.state, reports: [], at: 0, unasked: settled.unasked, most});
  }
  expect(turns).toBeGreaterThan(2);
  expect(settled.state.verdict).toMatchObject({is: 'succeeded'});
});

test('an item of a loop costs the same however many are alive beside it', () => {
  const cost = (items: number) => {
    const list = Array.from({length: items}, (_, index) => index).join(', ');
    const runbook = runbookOf(`steps: [{foreach: {as: x, in: [${list}]}, parallel: all, steps: [{run: make}]}]`);
    const state = initialState();
    let looks = 0;
    const get = state.frames.get.bind(state.frames);
    const counted = (path: StepPath) => {
      looks += 1;
      return get(path);
    };
    Object.assign(state.frames, {get: counted});
    settle({runbook, state, reports: [started()], at: 0});
    for (const key of [...state.inFlight.keys()]) {
      settle({runbook, state, reports: [{event: 'act-ended', key, did: 'succeeded', captured: {}, tookMs: 1}], at: 1});
    }
    expect(state.verdict).toMatchObject({is: 'succeeded'});
    return looks / items;
  };
  expect(cost(400)).toBeLessThan(cost(100) * 1.1);
});

/** The turns of one moment as one. */
function joined(turns: readonly Turn[]): readonly Turn[] {
  const whole: Turn[] = [];
  for (const turn of turns) {
    const before = whole.at(-1);
    if (before?.at === turn.at) whole[whole.length - 1] = {...before, events: [...before.events, ...turn.events]};
    else whole.push(turn);
  }
  return whole;
}
