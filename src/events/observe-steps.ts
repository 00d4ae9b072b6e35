import type {StepView} from './view.ts';
import {mark, type Named, type ViewDraft, type Writable} from './view-draft.ts';

/** A step, group, round or part was entered. */
export function enter(draft: ViewDraft, event: Named<'entered'>, at: number): void {
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

/** A step was skipped, and never entered. */
export function skip(draft: ViewDraft, event: Named<'skipped'>, at: number): void {
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

function addStep(draft: ViewDraft, step: Writable<StepView>): void {
  draft.steps.set(step.path, step);
  if (step.parent !== step.path) draft.steps.get(step.parent)?.children.push(step.path);
}

/** What was entered has ended. */
export function leave(draft: ViewDraft, event: Named<'left'>, at: number): void {
  mark(draft, event.path, (step) => {
    step.state = event.outcome;
    step.endedAt = at;
    step.rescued = event.rescued ?? false;
    if (event.failure !== undefined) step.failure = event.failure;
    if (event.why !== undefined) step.because = event.why;
    if (event.captured !== undefined) step.captured = event.captured;
  });
}

const PARTS: Readonly<Record<string, string>> = {
  rescue: 'What is done because it failed',
  always: 'What is done in any case',
  between: 'Between two batches',
  verify: 'Is everything as it was?',
  rollback: 'Rollback',
};

/** What a part or round is called, which has no title of its own. */
function untitled({path, vars}: Named<'entered'>): string {
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
