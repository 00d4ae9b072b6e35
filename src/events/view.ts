import type {DefPath, EffectKey, StepPath} from '../base/ids.ts';
import type {Value, Values} from '../base/value.ts';
import type {Act, Ask} from './effect.ts';
import type {RunEvent, Turn} from './event.ts';
import type {StepFailure} from './failure.ts';
import type {Outcome, Verdict} from './outcome.ts';

/**
 * A run as people see it: what screens, the plain log, `show` and reports draw. A fold of the turns alone, so that it
 * is the same from a live run and from a record, and needs no runbook.
 */
export interface RunView {
  readonly run: string;
  readonly runbook: string;
  readonly title: string;
  readonly by: string;
  readonly inputs: Values;
  readonly cwd: string;
  readonly remote?: string;
  readonly startedAt: number;
  /** The time of the last turn. */
  readonly at: number;
  readonly outsideWindow?: string;
  readonly steps: ReadonlyMap<StepPath, StepView>;
  readonly asks: ReadonlyMap<EffectKey, OpenAsk>;
  readonly acts: ReadonlyMap<EffectKey, Act>;
  readonly monitors: ReadonlyMap<string, MonitorView>;
  readonly decisions: readonly Decided[];
  readonly notes: readonly Note[];
  readonly paused?: string;
  /** Set while the run is being taken back, with the reason. */
  readonly rollingBack?: string;
  /** Set while the run is being stopped by a person, with the reason. */
  readonly stopping?: string;
  readonly verdict?: Verdict;
  readonly inForce: readonly string[];
  /** Why the last engine left a run that has not ended. */
  readonly left?: string;
}

/** One step, group, round or part that was entered or skipped. */
export interface StepView {
  readonly path: StepPath;
  readonly def?: DefPath;
  readonly parent: StepPath;
  readonly title: string;
  readonly describes?: string;
  readonly state: 'running' | Outcome;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly attempts: number;
  readonly failure?: StepFailure;
  /** How its last attempt failed, until the next one begins. */
  readonly lastFailure?: StepFailure;
  readonly rescued: boolean;
  /** Why it was skipped, or why its failure is acceptable. */
  readonly because?: string;
  readonly captured: Values;
  /** How many milestones of its `sequence` have passed. */
  readonly milestones: number;
  readonly overdue: boolean;
  /** It only gives structure (the body of a block or arm): what is in it stands in its place. */
  readonly transparent: boolean;
  readonly children: readonly StepPath[];
}

/** A question that waits for an answer. */
export interface OpenAsk {
  readonly effect: Ask;
  readonly since: number;
}

/** A monitor's samples, the newest last; the last 120 are kept. */
export interface MonitorView {
  readonly name: string;
  readonly samples: readonly {readonly at: number; readonly value?: Value; readonly breach: boolean}[];
  readonly baseline?: Value;
  readonly state: 'well' | 'breached' | 'blind';
}

/** Something a person, or an answers file, decided. */
export interface Decided {
  readonly at: number;
  readonly key: EffectKey;
  readonly path?: StepPath;
  readonly text: string;
  readonly value: Value;
  readonly by: string;
  readonly via: string;
  readonly why?: string;
}

/** A remark about the run. */
export interface Note {
  readonly at: number;
  readonly message: string;
  readonly path?: StepPath;
}

type Writable<T> = {-readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K]};
type Draft = Writable<Omit<RunView, 'steps' | 'asks' | 'acts' | 'monitors'>> & {
  steps: Map<StepPath, Writable<StepView>>;
  asks: Map<EffectKey, OpenAsk>;
  acts: Map<EffectKey, Act>;
  monitors: Map<string, Writable<MonitorView>>;
};

/** The view of a run of which nothing is known yet. */
export function emptyView(): RunView {
  const draft: Draft = {
    run: '',
    runbook: '',
    title: '',
    by: '',
    inputs: {},
    cwd: '',
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
  const draft = view as Draft;
  draft.at = turn.at;
  for (const event of turn.events) fold(draft, event, turn.at);
  return draft;
}

function fold<Name extends RunEvent['event']>(
  draft: Draft,
  event: Of<Name> & {readonly event: Name},
  at: number,
): void {
  folds[event.event]?.(draft, event, at);
}

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** What each event changes in the view; the others show nothing by themselves. */
const folds: {readonly [Name in RunEvent['event']]?: (draft: Draft, event: Of<Name>, at: number) => void} = {
  'run-started': begin,
  'engine-started': (draft) => {
    delete draft.left;
  },
  'engine-stopped': (draft, event) => {
    draft.left = event.because;
  },
  entered: enter,
  skipped: skip,
  'part-entered': (draft, event) => {
    if (event.part === 'rollback') draft.rollingBack ??= '';
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
    draft.asks.clear();
  },
};

function begin(draft: Draft, event: Of<'run-started'>, at: number): void {
  const {run, runbook, title, by, inputs, cwd} = event;
  Object.assign(draft, {run, runbook, title, by, inputs, cwd, startedAt: at});
  if (event.remote !== undefined) draft.remote = event.remote;
  if (event.outsideWindow !== undefined) draft.outsideWindow = event.outsideWindow;
}

function enter(draft: Draft, event: Of<'entered'>, at: number): void {
  // A run that had ended is taken back after all.
  if (event.path === '/') delete draft.verdict;
  addStep(draft, {
    path: event.path,
    def: event.def,
    parent: event.parent,
    title: event.title ?? event.describes ?? untitled(event),
    ...(event.describes !== undefined && {describes: event.describes}),
    state: 'running',
    startedAt: at,
    attempts: 0,
    rescued: false,
    captured: {},
    milestones: 0,
    overdue: false,
    transparent: event.title === undefined && event.path.endsWith('!body'),
    children: [],
  });
}

function skip(draft: Draft, event: Of<'skipped'>, at: number): void {
  addStep(draft, {
    path: event.path,
    parent: event.parent,
    title: event.title ?? event.name ?? lastPart(event.path),
    state: 'skipped',
    startedAt: at,
    endedAt: at,
    attempts: 0,
    rescued: false,
    because: event.because,
    captured: {},
    milestones: 0,
    overdue: false,
    transparent: false,
    children: [],
  });
}

function addStep(draft: Draft, step: Writable<StepView>): void {
  draft.steps.set(step.path, step);
  if (step.parent !== step.path) draft.steps.get(step.parent)?.children.push(step.path);
}

function leave(draft: Draft, event: Of<'left'>, at: number): void {
  mark(draft, event.path, (step) => {
    step.state = event.outcome;
    step.endedAt = at;
    step.rescued = event.rescued ?? false;
    if (event.failure !== undefined) step.failure = event.failure;
    if (event.why !== undefined) step.because = event.why;
    if (event.captured !== undefined) step.captured = event.captured;
  });
}

function intend(draft: Draft, {effect}: Of<'intended'>, at: number): void {
  if (effect.do === 'ask') draft.asks.set(effect.key, {effect, since: at});
  if (effect.do !== 'act') return;
  draft.acts.set(effect.key, effect);
  if (effect.what !== 'work') return;
  mark(draft, effect.path, (step) => {
    step.attempts = effect.attempt;
    step.milestones = 0;
    delete step.lastFailure;
  });
}

function answer(draft: Draft, event: Of<'answered'>, at: number): void {
  const asked = draft.asks.get(event.key)?.effect;
  draft.asks.delete(event.key);
  draft.decisions.push({
    at,
    key: event.key,
    ...(asked && {path: asked.path}),
    text: asked?.text ?? '',
    value: event.value,
    by: event.by,
    via: event.via,
    ...(event.why !== undefined && {why: event.why}),
  });
}

const SAMPLES_KEPT = 120;

function monitorOf(draft: Draft, name: string): Writable<MonitorView> {
  const known = draft.monitors.get(name);
  if (known !== undefined) return known;
  const monitor: Writable<MonitorView> = {name, samples: [], state: 'well'};
  draft.monitors.set(name, monitor);
  return monitor;
}

function mark(draft: Draft, path: StepPath | undefined, change: (step: Writable<StepView>) => void): void {
  const step = path === undefined ? undefined : draft.steps.get(path);
  if (step !== undefined) change(step);
}

const PARTS: Readonly<Record<string, string>> = {
  rescue: 'What is done because it failed',
  always: 'What is done in any case',
  between: 'Between two batches',
  verify: 'Is everything as it was?',
  rollback: 'Rollback',
};

/** What a part or round is called, which has no title of its own. */
function untitled({path, vars}: Of<'entered'>): string {
  const part = PARTS[path.slice(path.lastIndexOf('!') + 1)];
  if (part !== undefined) return part;
  const named = Object.entries(vars ?? {}).map(
    ([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return path.endsWith(']') && named.length > 0 ? named.join(', ') : lastPart(path);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
