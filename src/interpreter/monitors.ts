import {effectKey} from '../base/ids.ts';
import type {Watch} from '../events/effect.ts';
import type {Decision} from '../events/event.ts';
import type {MonitorState} from '../events/state.ts';
import {outlined} from '../kinds/rendered.ts';
import type {Monitor} from '../model/runbook.ts';
import {canAsk} from './around/ask-person.ts';
import {scopeOf} from './at.ts';
import {BLIND, isOn, lacksBaseline} from './baseline.ts';
import {tell} from './notify.ts';
import {keyOf, ROOT} from './paths.ts';
import {canRollBack} from './rollback/rollback.ts';
import type {RunAt} from './run-at.ts';

/** What follows from the monitors: which are sampled, and what comes of a breach. The first that has something to say. */
export function monitors(at: RunAt): readonly Decision[] {
  for (const monitor of Object.values(at.runbook.monitors)) {
    const decisions = [...watching(at, monitor), ...measuringBaseline(at, monitor), ...judged(at, monitor)];
    if (decisions.length > 0) return decisions;
  }
  return isOn(at.state) ? answers(at) : outdated(at);
}

function watching(at: RunAt, monitor: Monitor): readonly Decision[] {
  const key = effectKey(`!watch/${monitor.name}`);
  const wanted = isOn(at.state) && monitor.during.some((def) => (at.state.alive.get(def) ?? 0) > 0);
  return switched(at, wanted, {do: 'watch', key, path: ROOT, monitor: monitor.name});
}

function measuringBaseline(at: RunAt, monitor: Monitor): readonly Decision[] {
  const {name} = monitor;
  return switched(at, lacksBaseline(at.state, monitor), {
    do: 'watch',
    key: effectKey(`!baseline/${name}`),
    path: ROOT,
    monitor: name,
    baseline: true,
  });
}

function switched({state}: RunAt, wanted: boolean, effect: Watch): readonly Decision[] {
  if (wanted === state.inFlight.has(effect.key)) return [];
  if (wanted) return [{event: 'intended', effect}];
  return [{event: 'withdrawn', key: effect.key, path: ROOT, why: 'over'}];
}

function judged(at: RunAt, monitor: Monitor): readonly Decision[] {
  const known = at.state.monitors.get(monitor.name);
  const {request} = at.state;
  if (request?.what === 'report-breach' && request.subject === monitor.name)
    return breach(at, monitor, {...known, message: request.reason ?? `reported by ${request.by}`});
  if (known === undefined) return [];
  if (known.unmeasured >= BLIND && !known.blind) return blind(at, monitor);
  return known.row >= monitor.samples && !known.handled ? breach(at, monitor, known) : [];
}

function blind(at: RunAt, monitor: Monitor): readonly Decision[] {
  const message = `${titleOf(at, monitor)} could not be measured ${BLIND} times in a row`;
  return [...tell(at, 'blind', `${monitor.name} ${at.state.seq}`), {event: 'blind', monitor: monitor.name, message}];
}

function breach(at: RunAt, monitor: Monitor, known: Partial<MonitorState>): readonly Decision[] {
  const {name} = monitor;
  const round = (known.rounds ?? 0) + 1;
  const message = `${titleOf(at, monitor)}: ${known.message ?? measured(monitor, known)}`;
  const then = isOn(at.state) ? monitor.onBreach : 'warn';
  const told = tell(at, 'breached', `${name} ${round}`);
  return [
    ...told,
    ...consequence(at, monitor, {message, then, round}),
    {event: 'breached', monitor: name, then, message},
  ];
}

/** What was measured, beside what it was compared with and what counts as a breach. */
function measured({breach}: Monitor, {value, baseline}: Partial<MonitorState>): string {
  const before = baseline === undefined ? '' : `, baseline ${JSON.stringify(baseline)}`;
  const limit = breach === undefined ? '' : `; a breach is: ${breach.source.trim().replace(/\s+/g, ' ')}`;
  return `it is ${JSON.stringify(value ?? null)}${before}${limit}`;
}

interface Breach {
  readonly message: string;
  readonly then: Monitor['onBreach'];
  readonly round: number;
}

function consequence(at: RunAt, {name}: Monitor, {message, then, round}: Breach): readonly Decision[] {
  switch (then) {
    case 'warn':
      return [];
    case 'pause':
      return at.state.paused === undefined ? [{event: 'paused', because: message, by: `monitor ${name}`}] : [];
    case 'rollback':
      return ended(at, {why: canRollBack(at) ? 'rollback' : 'stop', reason: message, failed: true});
    case 'ask': {
      if (!canAsk(at, `monitors.${name}`)) return ended(at, {why: 'stop', reason: message, failed: true});
      const back = canRollBack(at) ? [{value: 'rollback', title: 'Roll back'}] : [];
      const choices = [
        {value: 'continue', title: 'Go on'},
        {value: 'pause', title: 'Pause'},
        ...back,
        {value: 'stop', title: 'Stop the run'},
      ];
      const key = keyOf(ROOT, `?breach ${name}~${round}`);
      return [{event: 'intended', effect: {do: 'ask', what: 'breach', key, path: ROOT, text: message, choices}}];
    }
  }
}

/** What a person said of a breach. To go on needs no decision. */
function answers(at: RunAt): readonly Decision[] {
  const {answer} = at.frame;
  if (answer?.what !== 'breach') return [];
  const because = `a monitor was breached, and ${answer.by} decided so`;
  if (answer.value === 'pause') return at.state.paused ? [] : [{event: 'paused', because, by: answer.by}];
  if (answer.value === 'rollback' || answer.value === 'stop') return ended(at, {why: answer.value, reason: because});
  return [];
}

/** What to do about a breach is no question any more once the run is on its way to its end. */
function outdated({frame}: RunAt): readonly Decision[] {
  return frame.effects
    .filter((key) => key.includes(' ?breach '))
    .map((key) => ({event: 'withdrawn', key, path: ROOT, why: 'the run is ending'}));
}

function ended(
  {state}: RunAt,
  stop: {readonly why: 'stop' | 'rollback'; readonly reason: string; readonly failed?: true},
): readonly Decision[] {
  const lifted: readonly Decision[] = state.paused === undefined ? [] : [{event: 'unpaused', by: 'monitor'}];
  return [...lifted, {event: 'stopping', path: ROOT, ...stop}];
}

const titleOf = (at: RunAt, {title}: Monitor): string => outlined(title, scopeOf(at));
