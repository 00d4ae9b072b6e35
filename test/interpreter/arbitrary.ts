import {defPath} from '../../src/base/ids.ts';
import type {Script, Scripted} from '../../src/engine/simulated/script.ts';
import type {Act, Ask} from '../../src/events/effect.ts';
import type {StepFailure} from '../../src/events/failure.ts';
import type {Block} from '../../src/model/block.ts';
import type {Monitor, Runbook} from '../../src/model/runbook.ts';
import type {Common, Route} from '../../src/model/step.ts';
import {
  act,
  approve,
  ask,
  branch,
  call,
  choose,
  end,
  expr,
  foreach,
  group,
  monitor,
  parallel,
  ref,
  remedies,
  repeat,
  runbook,
  set,
  steps,
  text,
  undoBy,
  wait,
} from './build.ts';
import {type Chance, chance, hashed} from './random.ts';

/** How often each thing was generated: a property over what is never made is green for nothing. */
export type Counts = Map<string, number>;

interface Maker extends Chance {
  readonly count: (what: string) => void;
  readonly name: () => string;
}

/** A random runbook of about `size` steps, with everything a runbook can have. */
export function arbitraryRunbook(seed: number, size: number, counts: Counts): Runbook {
  const luck = chance(seed);
  let made = 0;
  const make: Maker = {
    ...luck,
    count: (what) => counts.set(what, (counts.get(what) ?? 0) + 1),
    name: () => {
      made += 1;
      return `s${made}`;
    },
  };
  const members = list(make, size, 0);
  const called = steps(leaf(make), leaf(make));
  const ids = members.map(({id}) => defPath(`/${id}`));
  return runbook({
    steps: members,
    callables: {block: {body: called, outputs: {}}},
    onFailure: make.pick<Route>([{to: 'ask'}, {to: 'ask'}, {to: 'rollback'}, {to: 'stop'}]),
    monitors: monitors(make, ids),
    rollback: rollbackOf(make, ids),
    notify: make.often(0.3) ? {started: [{to: []}], waiting: [{to: []}], failed: [{to: []}]} : {},
  });
}

function rollbackOf(make: Maker, ids: readonly ReturnType<typeof defPath>[]): Runbook['rollback'] {
  if (make.often(0.1)) return {possible: false, because: 'no way back', instead: []};
  const after = make.often(0.2) ? make.pick(ids) : undefined;
  return {
    possible: true,
    ...(after !== undefined && {after, within: 3000}),
    ...(make.often(0.3) && {verify: steps(act('verify'))}),
  };
}

function monitors(make: Maker, ids: readonly ReturnType<typeof defPath>[]): Runbook['monitors'] {
  const found: Record<string, Monitor> = {};
  for (let n = 0; n < make.upTo(3); n += 1) {
    make.count('monitor');
    found[`m${n}`] = monitor(`m${n}`, {
      during: [make.pick(ids)],
      samples: 1 + make.upTo(2),
      every: 2000,
      onBreach: make.pick(['ask', 'pause', 'rollback', 'warn']),
      ...(make.often(0.3) && {baseline: {after: make.pick(ids)}}),
    });
  }
  return found;
}

function list(make: Maker, size: number, depth: number): readonly Block[] {
  const count = 1 + make.upTo(Math.max(1, Math.min(4, size)));
  return Array.from({length: count}, () => block(make, Math.floor(size / count), depth));
}

function block(make: Maker, size: number, depth: number): Block {
  if (size < 2 || depth > 3) return leaf(make);
  const kind = make.pick([
    'sequence',
    'parallel',
    'parallel',
    'foreach',
    'repeat',
    'remedies',
    'branch',
    'choose',
    'call',
  ]);
  make.count(kind);
  const id = make.name();
  const extras = {...common(make), ...(make.often(0.15) && {timeout: 1000 * (1 + make.upTo(6))})};
  const inner = () => list(make, size - 1, depth + 1);
  const body = () => steps(...inner());
  switch (kind) {
    case 'parallel':
      return parallel(id, inner(), {
        ...extras,
        ...parts(make, depth),
        failFast: make.often(0.4),
        limit: 1 + make.upTo(3),
      });
    case 'foreach':
      return foreach(
        id,
        Array.from({length: make.upTo(4)}, (_, n) => n),
        {
          ...extras,
          ...parts(make, depth),
          body: body(),
          limit: 1 + make.upTo(2),
          maxFailures: make.upTo(2),
          failFast: make.often(0.3),
          ...(make.often(0.3) && {batch: {count: 1 + make.upTo(2)}, between: steps(leaf(make))}),
        },
      );
    case 'repeat': {
      const turns = make.upTo(3);
      return repeat(id, {
        ...extras,
        ...parts(make, depth),
        body: body(),
        start: {i: expr(0)},
        next: {i: expr((scope) => Number(scope.get(['loop', 'i'])) + 1)},
        until: expr((scope) => Number(scope.get(['loop', 'i'])) >= turns),
        max: 1 + make.upTo(3),
      });
    }
    case 'remedies':
      return remedies(id, act('well', {readOnly: true}), inner(), {...extras});
    case 'branch':
      return branch(
        id,
        [{if: expr(make.often(0.5)), body: body()}, ...(make.often(0.8) ? [{body: body()}] : [])],
        extras,
      );
    case 'choose':
      return choose(id, [{body: body()}, {body: body()}], extras);
    case 'call':
      return call(id, 'block', {}, extras);
    default:
      return group(id, inner(), {...extras, ...parts(make, depth)});
  }
}

function leaf(make: Maker): Block {
  const id = make.name();
  const kind = make.pick(['act', 'act', 'act', 'act', 'act', 'ask', 'approve', 'set', 'wait', 'end']);
  if (kind === 'end' && !make.often(0.15)) return leaf(make);
  make.count(kind);
  const extras = common(make);
  switch (kind) {
    case 'ask':
      return ask(id, {...extras, ...(make.often(0.3) && {expires: 2000})});
    case 'approve':
      return approve(id, extras);
    case 'set':
      return set(id, {x: expr(make.often(0.05) ? () => undefined : 1)}, extras);
    case 'wait':
      return wait(id, `${make.upTo(4)}s`, extras);
    case 'end':
      return end(id, make.pick(['succeeded', 'failed', 'stopped'] as const));
    default:
      return act(id, {...extras, ...acting(make)});
  }
}

function acting(make: Maker): Partial<Extract<Block, {type: 'act'}>> {
  const retries = make.often(0.25);
  if (retries) make.count('retry');
  return {
    onCrash: make.pick(['ask', 'repeat']),
    ...(retries && {retry: {times: 1 + make.upTo(2), every: 1000 * make.upTo(3), backoff: 1}}),
    ...(make.often(0.05) && {irreversible: text('it cannot be taken back')}),
  };
}

function common(make: Maker): Partial<Common> {
  const undo = make.often(0.4);
  const temporary = undo && make.often(0.3);
  if (undo) make.count('undo');
  if (temporary) make.count('temporary');
  const probe = make.often(0.2);
  if (probe) make.count('probe');
  return {
    ...(undo && undoBy(act('undo', {onCrash: 'repeat'}))),
    ...(temporary && {temporary: make.pick(['group', 'run', 'released'] as const)}),
    ...(probe && {probe: act('probe', {readOnly: true, onCrash: 'repeat'})}),
    ...(make.often(0.1) && {if: expr(make.often(0.5))}),
    ...(make.often(0.03) && {if: ref('nothing')}),
    ...(make.often(0.06) && {askIf: text('wanted?')}),
    ...(make.often(0.06) && {danger: {text: text('careful')}}),
    ...(make.often(0.2) && {onFailure: route(make)}),
  };
}

function route(make: Maker): Route {
  return make.pick<Route>([{to: 'continue', why: 'it does not matter'}, {to: 'stop'}, {to: 'rollback'}, {to: 'ask'}]);
}

function parts(make: Maker, depth: number) {
  const rescue = make.often(0.25);
  const always = make.often(0.25);
  if (rescue) make.count('rescue');
  if (always) make.count('always');
  return {
    ...(rescue && {rescue: steps(...list(make, depth > 2 ? 1 : 2, depth + 1))}),
    ...(always && {always: steps(...list(make, 1, depth + 1))}),
  };
}

/** A world that decides by the seed and the key alone: the same in whatever order it is asked. */
export function arbitraryScript(seed: number): Script {
  const luck = chance(seed + 1);
  const whats = ['pause', 'resume', 'stop', 'kill', 'rollback', 'rollback', 'release'] as const;
  const requests = Array.from({length: luck.upTo(4)}, () => ({
    after: luck.upTo(20) * 500,
    what: luck.pick(whats),
    by: 'somebody',
    ...(luck.often(0.5) && {late: 'it must be'}),
  }));
  return {
    act: (effect) => ending(seed, effect),
    answer: (question) => answerTo(seed, question),
    sample: ({name}, n) => {
      const fate = hashed(seed, name, n);
      return fate < 0.2 ? {breach: false} : {value: n, breach: fate > 0.8};
    },
    requests: luck.often(0.5) ? requests : [],
    choose: (keys) => {
      const ranks = keys.map((key) => hashed(seed, key, 'rank'));
      return ranks.indexOf(Math.min(...ranks));
    },
  };
}

function ending(seed: number, {key, what}: Act): Scripted {
  const fate = hashed(seed, key);
  const tookMs = Math.floor(hashed(seed, key, 'time') * 4) * 1000;
  const stubborn = hashed(seed, key, 'stubborn') < 0.2 ? ({stubborn: true} as const) : {};
  if (fate < 0.72) return {did: 'succeeded', tookMs, ...stubborn};
  if (what === 'probe' && fate < 0.9)
    return {did: 'failed', answer: 'no', failure: {reason: 'unexpected', findings: []}, tookMs};
  return {did: 'failed', failure: failures[Math.floor(fate * 1000) % failures.length] ?? UNKNOWN, tookMs, ...stubborn};
}

const UNKNOWN: StepFailure = {reason: 'broken', message: 'it broke'};
const failures: readonly StepFailure[] = [
  {reason: 'unexpected', findings: []},
  {reason: 'not-started', message: 'no such program'},
  UNKNOWN,
  {reason: 'timed-out', after: 1000},
];

function answerTo(seed: number, {key, what, choices}: Ask) {
  const fate = hashed(seed, key);
  if (fate < 0.03) return undefined;
  const after = Math.floor(hashed(seed, key, 'time') * 4) * 1000;
  const values = choices?.map(({value}) => value) ?? ['yes', 'yes', 'yes', 'no'];
  const value = values[Math.floor(hashed(seed, key, 'value') * values.length)] ?? 'yes';
  return {value: what === 'step' ? (value === 'no' ? false : 'fine') : value, by: 'somebody', after};
}
