import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {deserialize, serialize} from 'node:v8';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {foldRun} from '../../../src/engine/local/fold-run.ts';
import {type Folded, RunFold} from '../../../src/engine/local/run-fold.ts';
import {simulate} from '../../../src/engine/simulated/simulate.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import {observe} from '../../../src/events/observe.ts';
import {readCheckpoint} from '../../../src/journal/checkpoint.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {plain} from '../../../src/report/formats/plain.ts';
import {underWayLines} from '../../../src/report/under-way-lines.ts';
import {arbitraryRunbook, arbitraryScript} from '../../interpreter/arbitrary.ts';
import {started} from '../../interpreter/build.ts';
import {snapshot} from '../../interpreter/snapshot.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

describe('a fold that goes on from what an earlier one came to, written and read again,', () => {
  /** What is known in the end, and what people are shown of the turns after `until`. */
  function told(fold: RunFold, turns: readonly Turn[], until: number) {
    for (const turn of turns.slice(0, until)) fold.take(turn);
    const {past, ...rest} = fold.end();
    const writer = plain.begin({color: false, unicode: true, verbose: false, quiet: false});
    const lines = underWayLines(past.view);
    const later = turns.slice(until).map((turn) => writer.turn(turn, observe(past.view, turn)));
    return {...rest, state: snapshot(rest.state), first: past.first, lines, later};
  }

  test('knows and shows the same as one of every turn', () => {
    let compared = 0;
    for (let seed = 0; seed < 150; seed += 1) {
      const runbook = arbitraryRunbook(seed, 2 + (seed % 12), new Map());
      const start = started({attended: seed % 3 !== 0});
      const {turns} = simulate({runbook, script: arbitraryScript(seed), start, most: 400});
      const step = Math.max(1, Math.floor(turns.length / 8));
      for (let at = 1; at < turns.length; at += step) {
        const before = new RunFold();
        for (const turn of turns.slice(0, at)) before.take(turn);
        const kept = new RunFold(deserialize(serialize(before.end())) as Folded);
        const until = Math.min(turns.length, at + 1 + (seed % 20));
        const rest = turns.slice(at);
        expect(told(kept, rest, until - at), `seed ${seed}, kept after ${at}`).toEqual(
          told(new RunFold(), turns, until),
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  test('is to be had of a loop over thousands of items', () => {
    const runbook = runbookOf(`
steps:
  - {id: list, run: 'true', read_only: true, capture: {hosts: stdout.lines()}}
  - parallel: 50
    foreach: {in: steps.list.hosts, as: host}
    steps: [{run: 'true', undo: 'true'}]
`);
    const hosts = Array.from({length: 5000}, (_, index) => `host ${index}`);
    const script = {act: () => ({did: 'succeeded' as const, captured: {hosts}}), answer: () => undefined};
    const {turns} = simulate({runbook, script, start: started({}), most: 20_000});
    const fold = new RunFold();
    for (const turn of turns.slice(0, -3)) fold.take(turn);
    const folded = fold.end();
    expect(folded.state.debts.size).toBeGreaterThan(4900);
    expect(snapshot((deserialize(serialize(folded)) as Folded).state)).toBe(snapshot(folded.state));
  });
});

describe('an engine', () => {
  let at: EngineRig;
  beforeEach(() => {
    at = engineRig();
  });
  afterEach(() => at.remove());

  const TEXT = `
steps:
  - id: loop
    repeat: {as: pass, start: {number: 1}, next: {number: pass.number + 1}, until: pass.number == 12, max: 100}
    steps:
      - {id: look, run: 'echo {{pass.number}} >> log', undo: {run: 'echo un{{pass.number}} >> log'}}
  - {id: gate, manual: Go?}
`;

  /** A run that was left at its question; a checkpoint of it was kept at each kilobyte. */
  async function left(): Promise<{readonly folder: string; readonly events: readonly RunEvent[]}> {
    const runbook = runbookOf(TEXT);
    const {folder} = at.create(runbook, {attended: true});
    const events: RunEvent[] = [];
    const gate = Promise.withResolvers<void>();
    const engine = await at.start({id: '' as never, folder}, runbook, {
      checkpointEvery: 1024,
      onTurn: (turn) => events.push(...turn.events),
      onQuestion: () => gate.resolve(),
    });
    await gate.promise;
    await engine.leave('for a test');
    return {folder, events};
  }

  /** What the run comes to that is taken back from there. */
  async function takenBack(folder: string): Promise<string> {
    const engine = await at.start({id: '' as never, folder}, runbookOf(TEXT), {
      checkpointEvery: 1024,
      requests: [{ask: 'request', what: 'rollback', by: 'ada', reason: 'for a test'}],
    });
    const end = await engine.ended;
    return end.is === 'ended' ? end.verdict.is : end.is;
  }

  const numbers = Array.from({length: 11}, (_, index) => `${index + 1}`);
  const whole = [...numbers, ...numbers.toReversed().map((number) => `un${number}`)].join(' ');
  const log = () => at.read('log').trim().split('\n').join(' ');

  test('keeps a checkpoint as its journal grows, and one that goes on reads what follows it', async () => {
    const {folder, events} = await left();
    expect(events.filter(({event}) => event === 'checkpointed').length).toBeGreaterThan(2);
    const checkpoint = readCheckpoint(folder);
    expect(checkpoint?.end.seq).toBeGreaterThan(10);
    const [short, long] = [foldRun(folder), foldRun(folder, () => {})];
    if (!short.ok || !long.ok) throw new Error('the run cannot be read');
    expect(snapshot(short.value.state)).toBe(snapshot(long.value.state));
    expect({...short.value, state: 0, past: 0}).toEqual({...long.value, state: 0, past: 0});
    expect(underWayLines(short.value.past.view)).toEqual(underWayLines(long.value.past.view));
    expect(await takenBack(folder)).toBe('rolled-back');
    expect(log()).toBe(whole);
  });

  test('needs none of them', async () => {
    const {folder} = await left();
    rmSync(runFile(folder, 'checkpoint'));
    expect(await takenBack(folder)).toBe('rolled-back');
    expect(log()).toBe(whole);
  });

  test('does not go on with a journal that was changed before it', async () => {
    const {folder} = await left();
    const journal = runFile(folder, 'journal');
    const text = readFileSync(journal, 'utf8');
    expect(readCheckpoint(folder)?.end.position).toBeGreaterThan(text.indexOf('"by":"ada"'));
    writeFileSync(journal, text.replace('"by":"ada"', '"by":"eve"'));
    await expect(takenBack(folder)).rejects.toThrow('the journal is damaged at line 2');
  });
});
