import type {EffectKey} from '../../base/ids.ts';
import type {Act, Effect, Watch} from '../../events/effect.ts';
import type {Report} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Script, Scripted} from './script.ts';

/** The world around a simulated run: what is under way, when it ends, and what was performed. */
export interface World {
  readonly runbook: Runbook;
  readonly script: Script;
  readonly underWay: Map<EffectKey, UnderWay>;
  /** Every attempt that was begun, in order. */
  readonly performed: Act[];
  readonly samples: Map<string, number>;
}

/** One effect under way, and what it will report at `due`; `Infinity`: never by itself. */
export interface UnderWay {
  readonly effect: Effect;
  readonly due: number;
  readonly report: Report;
  readonly stubborn: boolean;
}

/** Makes what is under way agree with what should be in flight, as far as `keys` go. */
export function reconcile(world: World, state: RunState, keys: Iterable<EffectKey>): void {
  for (const key of keys) {
    const wanted = state.inFlight.get(key);
    const has = world.underWay.get(key);
    if (wanted === undefined) world.underWay.delete(key);
    else if (has === undefined) begin(world, state, wanted);
    else if (wanted.do === 'act' && wanted.withdrawn !== undefined) end(world, state, has);
  }
}

/** What happens next: the earliest, and of several at one instant the one that the script chooses. */
export function earliest(world: World): UnderWay | undefined {
  const due = Math.min(...[...world.underWay.values()].map((each) => each.due));
  if (due === Number.POSITIVE_INFINITY) return undefined;
  const candidates = [...world.underWay.values()].filter((each) => each.due === due);
  return candidates[world.script.choose?.(candidates.map(({effect}) => effect.key)) ?? 0];
}

/** Takes what has happened out of the world; a monitor goes on. */
export function happened(world: World, {effect, due}: UnderWay): void {
  world.underWay.delete(effect.key);
  if (effect.do === 'watch') world.underWay.set(effect.key, sampling(world, effect, due + everyOf(world, effect)));
}

/** The engine dies: its timers and samples are gone, and of each act it is found again or nobody knows. */
export function crash(world: World, at: number): void {
  for (const [key, {effect, ...rest}] of world.underWay) {
    if (effect.do === 'sleep' || effect.do === 'watch') world.underWay.delete(key);
    else if (effect.do === 'act' && world.script.crash?.(effect) === 'lost')
      world.underWay.set(key, {...rest, effect, due: at, report: {event: 'act-ended', key, did: 'lost', tookMs: 0}});
  }
}

function begin(world: World, state: RunState, effect: Effect): void {
  const {key} = effect;
  switch (effect.do) {
    case 'act':
      if (effect.withdrawn !== undefined) {
        world.underWay.set(key, neverBegun(effect, state.now));
        return;
      }
      world.performed.push(effect);
      world.underWay.set(key, attempt(effect, world.script.act(effect), state.now));
      return;
    case 'sleep':
      world.underWay.set(key, {
        effect,
        due: Math.max(effect.until, state.now),
        report: {event: 'timer-fired', key},
        stubborn: false,
      });
      return;
    case 'ask': {
      const answer = world.script.answer(effect);
      const {value = null, by = 'somebody', after = 1000} = answer ?? {};
      world.underWay.set(key, {
        effect,
        due: answer === undefined ? Number.POSITIVE_INFINITY : state.now + after,
        report: {event: 'answered', key, value, by, via: 'script'},
        stubborn: false,
      });
      return;
    }
    case 'watch':
      world.underWay.set(key, sampling(world, effect, state.now));
  }
}

function attempt(effect: Act, {tookMs = 1000, stubborn, ...ended}: Scripted, now: number): UnderWay {
  const report: Report = {event: 'act-ended', key: effect.key, ...ended, tookMs};
  return {effect, due: now + tookMs, report, stubborn: stubborn === true};
}

/** What was withdrawn in the turn that intended it is not begun. */
function neverBegun(effect: Act, due: number): UnderWay {
  const failure = {reason: 'not-started', message: effect.withdrawn ?? ''} as const;
  return {
    effect,
    due,
    report: {event: 'act-ended', key: effect.key, did: 'failed', failure, tookMs: 0},
    stubborn: true,
  };
}

/** A withdrawn act is killed, unless it ends in its own way. */
function end(world: World, state: RunState, underWay: UnderWay): void {
  const {effect, stubborn} = underWay;
  if (stubborn) return;
  const report: Report = {event: 'act-ended', key: effect.key, did: 'cancelled', tookMs: 0};
  world.underWay.set(effect.key, {effect, due: state.now, report, stubborn: true});
}

function sampling(world: World, effect: Watch, due: number): UnderWay {
  const monitor = world.runbook.monitors[effect.monitor];
  const n = (world.samples.get(effect.monitor) ?? 0) + 1;
  world.samples.set(effect.monitor, n);
  const sample = (monitor && world.script.sample?.(monitor, n)) ?? {value: 0, breach: false};
  const baseline = effect.baseline === true ? {baseline: true, breach: false} : {};
  const never = monitor?.probe === undefined;
  return {
    effect,
    due: never ? Number.POSITIVE_INFINITY : due,
    report: {event: 'sampled', monitor: effect.monitor, ...sample, ...baseline},
    stubborn: false,
  };
}

function everyOf({runbook}: World, {monitor}: Watch): number {
  return Math.max(1000, runbook.monitors[monitor]?.every ?? 30_000);
}
