import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {deserialize, serialize} from 'node:v8';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {checkpointOf, isReadWhole} from '../../../src/engine/local/checkpoints.ts';
import type {EngineStart} from '../../../src/engine/local/engine.ts';
import {foldRun} from '../../../src/engine/local/fold-run.ts';
import {type Folded, runFold} from '../../../src/engine/local/run-fold.ts';
import {verifyCheckpoint} from '../../../src/engine/local/verify-checkpoint.ts';
import {simulate} from '../../../src/engine/simulated/simulate.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import {emptyView, observe} from '../../../src/events/observe.ts';
import {foldPast, type Past} from '../../../src/events/pass-over.ts';
import type {RunView} from '../../../src/events/view.ts';
import {openJournal} from '../../../src/journal/append.ts';
import {keepCheckpoint, readCheckpoint} from '../../../src/journal/checkpoint.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {plain} from '../../../src/report/formats/plain.ts';
import {underWayLines} from '../../../src/report/under-way-lines.ts';
import {arbitraryRunbook, arbitraryScript} from '../../interpreter/arbitrary.ts';
import {started} from '../../interpreter/build.ts';
import {snapshot} from '../../interpreter/snapshot.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

// A program that runs from its sources keeps no checkpoints.
vi.hoisted(() => Object.assign(process.env, {RUNBOOK_BUILD: 'test'}));

describe('a fold that goes on from what an earlier one came to, written and read again,', () => {
  const again = <T>(value: T): T => deserialize(serialize(value)) as T;

  /** For the engine: what the turns come to. */
  function folded(turns: readonly Turn[], from?: Folded): Folded {
    const fold = runFold(from);
    for (const turn of turns) fold.take(turn);
    return fold.end();
  }

  /** For people: what the turns come to. */
  function past(turns: readonly Turn[], from?: Past): Past {
    const fold = foldPast(from);
    for (const turn of turns) fold.take(turn);
    const came = fold.end();
    if (came === undefined) throw new Error('there was no turn');
    return came;
  }

  /** What people are shown: what is under way, and all that follows. */
  function shown(view: RunView, later: readonly Turn[]): readonly string[] {
    const writer = plain.begin({color: false, unicode: true, verbose: false, quiet: false});
    return [...underWayLines(view), ...later.map((turn) => writer.turn(turn, observe(view, turn)))];
  }

  test('comes to what a fold of every turn does, and shows what somebody sees who watched them all', () => {
    let compared = 0;
    for (let seed = 0; seed < 150; seed += 1) {
      const runbook = arbitraryRunbook(seed, 2 + (seed % 12), new Map());
      const start = started({attended: seed % 3 !== 0});
      const {turns} = simulate({runbook, script: arbitraryScript(seed), start, most: 400});
      const step = Math.max(1, Math.floor(turns.length / 8));
      for (let at = 1; at < turns.length; at += step) {
        const until = Math.min(turns.length, at + 1 + (seed % 20));
        const [before, between, later] = [turns.slice(0, at), turns.slice(at, until), turns.slice(until)];
        const what = `seed ${seed}, kept after ${at}`;
        const {state, ...rest} = folded(between, again(folded(before)));
        const whole = folded(turns.slice(0, until));
        expect({...rest, state: snapshot(state)}, what).toEqual({...whole, state: snapshot(whole.state)});
        const {first, view} = past(between, again(past(before)));
        expect(first, what).toEqual(turns[0]);
        const watched = turns.slice(0, until).reduce(observe, emptyView());
        expect(shown(view, later), what).toEqual(shown(watched, later));
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
    const {state} = folded(turns.slice(0, -3));
    expect(state.debts.size).toBeGreaterThan(4900);
    expect(snapshot(again(state))).toBe(snapshot(state));
  });
});

describe('an engine', () => {
  let at: EngineRig;
  beforeEach(() => {
    at = engineRig();
  });
  afterEach(() => at.remove());

  const passes = (count: number) => `
steps:
  - id: loop
    repeat: {as: pass, start: {number: 1}, next: {number: pass.number + 1}, until: pass.number == ${count}, max: 100}
    steps:
      - {id: look, run: 'echo {{pass.number}} >> log', undo: {run: 'echo un{{pass.number}} >> log'}}
`;
  const GATE = '  - {id: gate, manual: Go?}\n';
  const EVERY = 1024;

  /** Goes on with a run until it asks something, and leaves it there; gives what was told. */
  async function untilAsked(folder: string, text: string, more: Partial<EngineStart> = {}): Promise<readonly Turn[]> {
    const turns: Turn[] = [];
    const asked = Promise.withResolvers<void>();
    const engine = await at.start({id: '' as never, folder}, runbookOf(text), {
      checkpointEvery: EVERY,
      onTurn: (turn) => turns.push(turn),
      onQuestion: () => asked.resolve(),
      ...more,
    });
    await asked.promise;
    await engine.leave('for a test');
    return turns;
  }

  /** A run that was left at its question. */
  async function left(text = passes(12) + GATE): Promise<{readonly folder: string; readonly turns: readonly Turn[]}> {
    const {folder} = at.create(runbookOf(text), {attended: true});
    return {folder, turns: await untilAsked(folder, text)};
  }

  /** What the run comes to that is taken back from there. */
  async function takenBack(folder: string): Promise<string> {
    const engine = await at.start({id: '' as never, folder}, runbookOf(passes(12) + GATE), {
      checkpointEvery: EVERY,
      requests: [{ask: 'request', what: 'rollback', by: 'ada', reason: 'for a test'}],
    });
    const end = await engine.ended;
    return end.is === 'ended' ? end.verdict.is : end.is;
  }

  const numbers = Array.from({length: 11}, (_, index) => `${index + 1}`);
  const whole = [...numbers, ...numbers.toReversed().map((number) => `un${number}`)].join(' ');
  const log = () => at.read('log').trim().split('\n').join(' ');
  const kept = (turns: readonly Turn[]) =>
    turns.flatMap(({events}) => events.filter(({event}) => event === 'checkpointed')).length;

  test('keeps a checkpoint as its journal grows, and one that goes on begins there', async () => {
    const {folder, turns} = await left();
    expect(kept(turns)).toBeGreaterThan(2);
    const from = checkpointOf(folder);
    expect(from?.end.seq).toBeGreaterThan(10);
    const told: number[] = [];
    const [short, long] = [foldRun(folder, {from}), foldRun(folder, {onTurn: ({seq}) => told.push(seq)})];
    if (!short.ok || !long.ok) throw new Error('the run cannot be read');
    expect(snapshot(short.value.state)).toBe(snapshot(long.value.state));
    expect({...short.value, state: 0}).toEqual({...long.value, state: 0});
    expect(told).toEqual(turns.map(({seq}) => seq));
    expect(await takenBack(folder)).toBe('rolled-back');
    expect(log()).toBe(whole);
  });

  test('needs none of them', async () => {
    const {folder} = await left();
    rmSync(runFile(folder, 'checkpoint'));
    expect(await takenBack(folder)).toBe('rolled-back');
    expect(log()).toBe(whole);
  });

  test('tells of every turn, but to those who can do without what they knew', async () => {
    const {folder, turns} = await left();
    const numbersOf = (told: readonly Turn[]) => told.map(({seq}) => seq);
    const from = checkpointOf(folder)?.end.seq ?? 0;
    const pasts: Past[] = [];
    const take = (past: Past) => void pasts.push(past);
    const session = (past?: EngineStart['past']) =>
      untilAsked(folder, passes(12) + GATE, {checkpointEvery: 1e9, ...(past && {past})});
    const all = await session();
    expect(numbersOf(all.slice(0, turns.length))).toEqual(numbersOf(turns));
    const some = await session({known: from - 1, take});
    expect([numbersOf(some)[0], pasts]).toEqual([1, []]);
    const rest = await session({known: from, take});
    expect(numbersOf(rest)[0]).toBe(from + 1);
    expect(pasts).toMatchObject([{first: turns[0], view: {title: 'Try'}}]);
  });

  test('of a run that ends, keeps none that nobody tells of', async () => {
    for (let count = 3; count < 9; count += 1) {
      const runbook = runbookOf(passes(count));
      const {folder} = at.create(runbook);
      const turns: Turn[] = [];
      const parts = {checkpointEvery: EVERY, onTurn: (turn: Turn) => turns.push(turn)};
      await (await at.start({id: '' as never, folder}, runbook, parts)).ended;
      expect(kept(turns), `${count} passes`).toBeGreaterThan(0);
      expect(readCheckpoint(folder), `${count} passes`).toBeDefined();
    }
  });

  test('keeps one also where none is at work for long', async () => {
    const text = `steps:\n${GATE}`;
    const {folder} = at.create(runbookOf(text), {attended: true});
    const session = () => untilAsked(folder, text, {checkpointEvery: 1600, past: {known: 1000, take: () => {}}});
    expect(kept(await session())).toBe(0);
    let count = 0;
    for (let more = 0; more < 12; more += 1) count += kept(await session());
    expect(count).toBeGreaterThan(0);
  });

  test('reads and keeps none where people approve something, for that has to stand in the record', async () => {
    const approved = `${passes(12)}  - {id: gate, approve: {what: The rest, self: true}}\n`;
    expect([approved, passes(12) + GATE].map((text) => isReadWhole(runbookOf(text)))).toEqual([true, false]);
    const {folder, turns} = await left(approved);
    expect(kept(turns)).toBe(0);
    const gated = await left();
    const take = () => expect.fail('the run was not read whole');
    const told = await untilAsked(gated.folder, approved, {past: {known: 1000, take}});
    expect(told[0]?.seq).toBe(1);
    expect(readCheckpoint(folder)).toBeUndefined();
  });

  test('is found out that began from a checkpoint which somebody made', async () => {
    const {folder} = await left();
    expect(verifyCheckpoint(folder)).toEqual([]);
    const from = checkpointOf(folder);
    const read = foldRun(folder);
    if (from === undefined || !read.ok) throw new Error('the run cannot be read');
    const {end, state} = read.value;
    const journal = openJournal(folder, {end, epoch: end.epoch});
    if (!journal.ok) throw new Error(journal.error.message);
    const made = keepCheckpoint(folder, {end, held: {folded: {...from.folded, state: {...state, debts: new Map()}}}});
    const events = [{event: 'checkpointed' as const, digest: made?.digest ?? ''}];
    expect(journal.value.append([{seq: end.seq + 1, at: state.now, events}]).ok).toBe(true);
    journal.value.close();
    const found = [{where: 'checkpoint', message: 'it is not what the records before it come to'}];
    expect(verifyCheckpoint(folder)).toEqual(found);
    await takenBack(folder);
    expect(verifyCheckpoint(folder)).toEqual(found);
  });

  test('does not go on with a journal that was changed before it', async () => {
    const {folder} = await left();
    const journal = runFile(folder, 'journal');
    const text = readFileSync(journal, 'utf8');
    expect(readCheckpoint(folder)?.end.position).toBeGreaterThan(text.indexOf('"by":"ada"'));
    writeFileSync(journal, text.replace('"by":"ada"', '"by":"eve"'));
    await expect(takenBack(folder)).rejects.toThrow('the journal is damaged at line 2');
  });

  test('tells of nothing that a newer program wrote', async () => {
    const {folder, turns} = await left();
    const read = foldRun(folder);
    if (!read.ok) throw new Error(read.error);
    const {end, state} = read.value;
    const journal = openJournal(folder, {end, epoch: end.epoch});
    if (!journal.ok) throw new Error(journal.error.message);
    const known: RunEvent = {event: 'noted', message: 'well known'};
    const events = [{event: 'teleported'} as never, known];
    expect(journal.value.append([1, 2].map((n) => ({seq: end.seq + n, at: state.now, events}))).ok).toBe(true);
    journal.value.close();
    const told: number[] = [];
    expect(foldRun(folder, {onTurn: ({seq}) => told.push(seq)})).toMatchObject({ok: false});
    expect(told).toEqual(turns.map(({seq}) => seq));
  });
});
