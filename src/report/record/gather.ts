import type {EffectKey, StepPath} from '../../base/ids.ts';
import type {Writable} from '../../events/draft.ts';
import type {Ask, Effect, Sleep} from '../../events/effect.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import type {Role} from '../../events/part.ts';
import type {Tick} from '../../events/view.ts';
import type {
  AttemptRecord,
  DecisionRecord,
  EngineRecord,
  MessageRecord,
  Remark,
  Sample,
  Started,
  WaitRecord,
} from './record.ts';
import {remarkOf} from './remark.ts';

/** What the turns of a run say beyond its view: the times of everything. */
export interface Gathered {
  started?: Started;
  rollbackAt?: number;
  readonly engines: EngineRecord[];
  readonly kinds: Map<StepPath, {readonly kind?: string; readonly role?: Role}>;
  readonly attempts: Map<StepPath, Writable<AttemptRecord>[]>;
  readonly waits: Map<StepPath, Writable<WaitRecord>[]>;
  readonly milestones: Map<StepPath, {readonly at: number; readonly index: number}[]>;
  readonly decisions: DecisionRecord[];
  readonly samples: Map<string, Sample[]>;
  readonly messages: MessageRecord[];
  readonly remarks: Remark[];
}

interface Gathering extends Gathered {
  readonly open: Map<EffectKey, Writable<AttemptRecord> | Writable<WaitRecord>>;
  readonly asks: Map<EffectKey, {readonly ask: Ask; readonly since: number; readonly ticks: Map<number, Tick>}>;
}

/** Reads every turn of a run once. */
export function gather(turns: readonly Turn[]): Gathered {
  const gathering: Gathering = {
    engines: [],
    kinds: new Map(),
    attempts: new Map(),
    waits: new Map(),
    milestones: new Map(),
    decisions: [],
    samples: new Map(),
    messages: [],
    remarks: [],
    open: new Map(),
    asks: new Map(),
  };
  for (const turn of turns) for (const event of turn.events) take(gathering, event, turn);
  return gathering;
}

function take(to: Gathering, event: RunEvent, turn: Turn): void {
  readers[event.event]?.(to, event as never, turn.at);
  const remark = remarkOf(event, turn);
  if (remark !== undefined) to.remarks.push(remark);
}

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;
type Readers = {readonly [Name in RunEvent['event']]?: (to: Gathering, event: Of<Name>, at: number) => void};

const readers: Readers = {
  'run-started': (to, event) => {
    to.started = event;
  },
  'engine-started': (to, {host, by, version}, at) => {
    to.engines.push({at, host, by, version});
  },
  entered: (to, {path, kind, role}) => {
    to.kinds.set(path, {...(kind !== undefined && {kind}), ...(role !== undefined && {role})});
  },
  'part-entered': (to, {part}, at) => {
    if (part === 'rollback') to.rollbackAt = at;
  },
  intended: (to, {effect}, at) => intend(to, effect, at),
  withdrawn: (to, {key}, at) => over(to, key, at),
  'timer-fired': (to, {key}, at) => over(to, key, at),
  'act-ended': (to, event, at) => {
    const attempt = to.open.get(event.key);
    if (attempt === undefined || !('number' in attempt)) return;
    const {did, exit, failure, answer} = event;
    Object.assign(attempt, {endedAt: at, did});
    if (exit !== undefined) attempt.exit = exit;
    if (failure !== undefined) attempt.failure = failure;
    if (answer !== undefined) attempt.answer = answer;
    to.open.delete(event.key);
  },
  milestone: (to, {path, index}, at) => {
    listAt(to.milestones, path).push({at, index});
  },
  answered: (to, {key, value, by, via, why, instead, signed}, at) => {
    const asked = to.asks.get(key);
    over(to, key, at);
    const path = asked?.ask.path;
    to.decisions.push({
      at,
      since: asked?.since ?? at,
      ask: asked?.ask,
      ticks: asked?.ticks ?? new Map(),
      value,
      by,
      via,
      signed: signed !== undefined,
      ...(path !== undefined && {path}),
      ...(why !== undefined && {why}),
      ...(instead !== undefined && {instead}),
    });
  },
  ticked: (to, {key, items, on, by}, at) => {
    const ticks = to.asks.get(key)?.ticks;
    for (const item of items) {
      if (!on) ticks?.delete(item);
      else if (ticks?.has(item) === false) ticks.set(item, {by, at});
    }
  },
  sent: (to, {text, to: channels, missed}, at) => {
    to.messages.push({at, text, to: channels, missed});
  },
  sampled: (to, {monitor, value, breach, baseline}, at) => {
    const sample = {at, breach, baseline: baseline === true, ...(value !== undefined && {value})};
    listAt(to.samples, monitor).push(sample);
  },
};

function intend(to: Gathering, effect: Effect, at: number): void {
  if (effect.do === 'act' && effect.what !== 'notify') {
    const {key, what, attempt: number} = effect;
    const attempt = {key, what, number, startedAt: at};
    listAt(to.attempts, effect.path).push(attempt);
    to.open.set(key, attempt);
  } else if (effect.do === 'ask') {
    to.asks.set(effect.key, {ask: effect, since: at, ticks: new Map()});
    wait(to, effect, {why: 'person', from: at});
  } else if (effect.do === 'sleep' && isWait(effect.why)) {
    wait(to, effect, {why: effect.why, from: at});
  }
}

function wait(to: Gathering, {key, path}: Effect, record: WaitRecord): void {
  listAt(to.waits, path).push(record);
  to.open.set(key, record);
}

/** A wait that is over; an act that was withdrawn says itself how it ended. */
function over(to: Gathering, key: EffectKey, at: number): void {
  const open = to.open.get(key);
  if (open === undefined || 'number' in open) return;
  open.to = at;
  to.open.delete(key);
}

function isWait(why: Sleep['why']): why is 'retry' | 'wait' | 'window' {
  return why === 'retry' || why === 'wait' || why === 'window';
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const list: V[] = [];
  map.set(key, list);
  return list;
}
