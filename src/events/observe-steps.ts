import {withoutEscapes} from '../base/without-escapes.ts';
import {causeOf, failureText} from './explain-failure.ts';
import type {StepFailure} from './failure.ts';
import {isProse} from './readable-ask.ts';
import type {StepView} from './view.ts';
import {mark, type Named, type ViewDraft, type WritableView} from './view-draft.ts';

/** A step, group, round or part was entered. */
export function enter(draft: ViewDraft, event: Named<'entered'>, at: number): void {
  // A run that had ended is taken back after all.
  if (event.path === '/') delete draft.verdict;
  const prose = isProse(event.kind) ? event.describes : undefined;
  const describes = prose === undefined ? event.describes : withoutEscapes(prose);
  addStep(draft, {
    path: event.path,
    def: event.def,
    parent: event.parent,
    title: `${event.role === 'again' ? 'Again: ' : ''}${event.title ?? partWords(event) ?? describes ?? lastPart(event.path)}`,
    ...(describes !== undefined && {describes}),
    ...(prose !== undefined && {prose}),
    ...(event.words !== undefined && {words: event.words}),
    state: 'running',
    startedAt: at,
    attempts: 0,
    rescued: false,
    captured: {},
    ...(event.role === 'again' && draft.wanted && {wanted: draft.wanted}),
    milestones: 0,
    overdue: false,
    looks: event.role === 'probe' || event.role === 'well' || draft.steps.get(event.parent)?.looks === true,
    saysNo: false,
    transparent: event.title === undefined && isFrame(event),
    // A run that is taken back after its end is entered once more: what it did stays below it.
    children: event.path === event.parent ? [...(draft.steps.get(event.path)?.children ?? [])] : [],
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
    looks: false,
    saysNo: false,
    transparent: false,
    children: [],
  });
}

function addStep(draft: ViewDraft, step: WritableView<StepView>): void {
  draft.steps.set(step.path, step);
  if (step.parent !== step.path) draft.steps.get(step.parent)?.children.push(step.path);
}

/** What was entered has ended. */
export function leave(draft: ViewDraft, event: Named<'left'>, at: number): void {
  mark(draft, event.path, (step) => {
    step.state = event.outcome;
    step.endedAt = at;
    step.rescued = event.rescued ?? false;
    if (step.looks && event.failure !== undefined && causeOf(event.failure) === 'unexpected') {
      sayNo(step, event.failure);
      return;
    }
    if (event.failure !== undefined) step.failure = event.failure;
    if (event.why !== undefined) step.because = event.why;
    if (event.captured !== undefined) step.captured = event.captured;
  });
}

/** That what is looked for is not there is an answer, and no failure. */
function sayNo(step: WritableView<StepView>, failure: StepFailure): void {
  step.state = 'succeeded';
  step.saysNo = true;
  step.because = `no: ${failureText(failure)}`;
}

/** The body of what is called, a way without a title, and the list of steps that take something back. */
function isFrame({path, type}: Named<'entered'>): boolean {
  return (
    /!(body|arm\d+)$/.test(path) ||
    ((type === 'sequence' || type === 'call') && /!undo(~\d+)?\/undo(~\d+)?$/.test(path))
  );
}

const PARTS: Readonly<Record<string, string>> = {
  rescue: 'What is done because it failed',
  always: 'What is done in any case',
  between: 'Between two batches',
  verify: 'Is everything as it was?',
  rollback: 'Rollback',
};

/** What a part or round is called, which has no title of its own. */
function partWords({path, vars}: Named<'entered'>): string | undefined {
  const part = PARTS[path.slice(path.lastIndexOf('!') + 1).replace(/~\d+$/, '')];
  const round = /\[(\d+)\]$/.exec(path)?.[1];
  if (part !== undefined || round === undefined) return part;
  const named = Object.entries(vars ?? {}).map(
    ([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return named.length > 0 ? named.join(', ') : `pass ${Number(round) + 1}`;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
