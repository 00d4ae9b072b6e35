import {needsOthers} from '../kinds/steps/needs-others.ts';
import type {RunEvent, Turn} from './event.ts';
import {affirms} from './evolve-effects.ts';
import {failureText} from './explain-failure.ts';
import {enter, leave, skip} from './observe-steps.ts';
import {readableAsk} from './readable-ask.ts';
import type {MonitorView, RunView} from './view.ts';
import {mark, type Named, type ViewDraft, type WritableView} from './view-draft.ts';

/** The view of a run of which nothing is known yet. */
export function emptyView(): RunView {
  const draft: ViewDraft = {
    run: '',
    runbook: '',
    title: '',
    by: '',
    inputs: {},
    cwd: '',
    timezone: 'UTC',
    startedAt: 0,
    at: 0,
    steps: new Map(),
    asks: new Map(),
    acts: new Map(),
    monitors: new Map(),
    decisions: [],
    notes: [],
    inForce: [],
  };
  return draft;
}

/** Folds one turn into `view`, in place, and returns it. */
export function observe(view: RunView, turn: Turn): RunView {
  const draft = view as ViewDraft;
  draft.at = turn.at;
  for (const event of turn.events) fold(draft, event, turn.at);
  return draft;
}

function fold<Name extends RunEvent['event']>(
  draft: ViewDraft,
  event: Named<Name> & {readonly event: Name},
  at: number,
): void {
  folds[event.event]?.(draft, event, at);
}

/** What each event changes in the view; the others show nothing by themselves. */
const folds: {readonly [Name in RunEvent['event']]?: (draft: ViewDraft, event: Named<Name>, at: number) => void} = {
  'run-started': begin,
  'engine-started': (draft) => {
    delete draft.left;
  },
  edited: (draft, {superseded}, at) => {
    for (const {path} of superseded) {
      for (const [key, ask] of draft.asks) if (ask.effect.path === path) draft.asks.delete(key);
      leave(draft, {event: 'left', path, parent: path, outcome: 'stopped', why: 'the runbook was edited'}, at);
    }
  },
  'engine-stopped': (draft, event) => {
    draft.left = event.because;
  },
  requested: (draft, {what, by, reason = ''}) => {
    if (what === 'again') draft.wanted = {by, why: reason};
  },
  entered: enter,
  skipped: skip,
  'part-entered': (draft, event) => {
    const {failure, why} = event.result;
    if (event.part === 'rollback') draft.rollingBack ??= failure === undefined ? (why ?? '') : failureText(failure);
  },
  stopping: (draft, event) => {
    if (event.why === 'rollback') draft.rollingBack = event.reason;
    if ((event.why === 'stop' || event.why === 'kill') && event.path === '/') draft.stopping = event.reason;
  },
  left: leave,
  intended: intend,
  withdrawn: (draft, event) => {
    draft.asks.delete(event.key);
  },
  answered: answer,
  ticked: tick,
  'act-ended': (draft, event) => {
    const act = draft.acts.get(event.key);
    draft.acts.delete(event.key);
    if (act?.what !== 'work' || event.failure === undefined) return;
    const {failure} = event;
    mark(draft, act.path, (step) => {
      step.lastFailure = failure;
    });
  },
  milestone: (draft, event) => {
    mark(draft, event.path, (step) => {
      step.milestones = event.index + 1;
    });
  },
  overdue: (draft, event) => {
    mark(draft, event.path, (step) => {
      step.overdue = true;
    });
  },
  sampled: (draft, event, at) => {
    const {value, breach} = event;
    const monitor = monitorOf(draft, event.monitor);
    monitor.samples.push({at, breach, ...(value !== undefined && {value})});
    if (monitor.samples.length > SAMPLES_KEPT) monitor.samples.shift();
    if (event.baseline === true && value !== undefined) monitor.baseline = value;
    if (!breach && value !== undefined) monitor.state = 'well';
  },
  breached: (draft, event) => {
    monitorOf(draft, event.monitor).state = 'breached';
  },
  blind: (draft, event) => {
    monitorOf(draft, event.monitor).state = 'blind';
  },
  noted: (draft, event, at) => {
    draft.notes.push({at, message: event.message, ...(event.path !== undefined && {path: event.path})});
  },
  paused: (draft, event) => {
    draft.paused = event.because;
  },
  unpaused: (draft) => {
    delete draft.paused;
  },
  'run-ended': (draft, event) => {
    draft.verdict = event.verdict;
    draft.inForce = [...event.inForce];
    delete draft.standing;
    if (event.standing !== undefined) draft.standing = event.standing;
    draft.asks.clear();
  },
};

function begin(draft: ViewDraft, event: Named<'run-started'>, at: number): void {
  const {run, runbook, title, by, inputs, cwd, timezone} = event;
  Object.assign(draft, {run, runbook, title, by, inputs, cwd, timezone, startedAt: at});
  if (event.remote !== undefined) draft.remote = event.remote;
  if (event.outsideWindow !== undefined) draft.outsideWindow = event.outsideWindow;
  if (event.plan !== undefined) draft.bound = true;
}

function intend(draft: ViewDraft, {effect}: Named<'intended'>, at: number): void {
  if (effect.do === 'ask') draft.asks.set(effect.key, {effect: readableAsk(effect), since: at, ticks: new Map()});
  if (effect.do !== 'act') return;
  draft.acts.set(effect.key, effect);
  if (effect.what !== 'work') return;
  mark(draft, effect.path, (step) => {
    step.attempts = effect.attempt;
    step.milestones = 0;
    if (effect.instead !== undefined) step.describes = effect.instead;
    delete step.lastFailure;
  });
}

function tick(draft: ViewDraft, {key, items, on, by}: Named<'ticked'>, at: number): void {
  const open = draft.asks.get(key);
  if (open === undefined) return;
  const ticks = new Map(open.ticks);
  for (const item of items) {
    if (!on) ticks.delete(item);
    else if (!ticks.has(item)) ticks.set(item, {by, at});
  }
  draft.asks.set(key, {...open, ticks});
}

function answer(draft: ViewDraft, event: Named<'answered'>, at: number): void {
  const asked = draft.asks.get(event.key)?.effect;
  draft.asks.delete(event.key);
  const question = asked?.question;
  if (question?.what === 'approve' && affirms(event.value) && needsOthers(question)) draft.bound = true;
  draft.decisions.push({
    at,
    key: event.key,
    ...(asked && {path: asked.path, asked}),
    value: event.value,
    by: event.by,
    via: event.via,
    ...(event.why !== undefined && {why: event.why}),
    ...(event.instead !== undefined && {instead: event.instead}),
  });
}

const SAMPLES_KEPT = 120;

function monitorOf(draft: ViewDraft, name: string): WritableView<MonitorView> {
  const known = draft.monitors.get(name);
  if (known !== undefined) return known;
  const monitor: WritableView<MonitorView> = {name, samples: [], state: 'well'};
  draft.monitors.set(name, monitor);
  return monitor;
}
