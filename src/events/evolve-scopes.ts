import {type StepPath, stepPath} from '../base/ids.ts';
import type {Values} from '../base/value.ts';
import type {Draft, DraftFrame, DraftScope} from './draft.ts';
import type {Decision} from './event.ts';
import {joinDone, keepDone} from './evolve-done.ts';
import type {StepRecord} from './state.ts';

type Entered = Extract<Decision, {readonly event: 'entered'}>;
type Left = Extract<Decision, {readonly event: 'left'}>;

/** Opens the scope of a frame that has one of its own. */
export function openScope(draft: Draft, frame: DraftFrame, event: Entered): void {
  if (frame.inner !== frame.path || draft.scopes.has(frame.path)) return;
  const home = event.opens === 'part' ? homeOf(draft, frame.scope) : frame.path;
  const closed = event.opens === 'call' || frame.path === '/';
  const inputs = event.opens === 'call' ? (event.inputs ?? draft.frames.get(event.parent)?.inputs) : undefined;
  const scope: DraftScope = {home, steps: new Map(), vars: namesOf(event)};
  if (!closed) scope.outer = frame.scope;
  if (inputs !== undefined) scope.inputs = inputs;
  if (event.bindings !== undefined) scope.bindings = event.bindings;
  draft.scopes.set(frame.path, scope);
}

/** Records how a step ended, joins the branches of a parallel group, and forgets a scope that is over. */
export function closeScope(draft: Draft, frame: DraftFrame, event: Left): void {
  // A step that is done again, and not to its good end, leaves what it gave the first time.
  if (frame.role !== 'again' || event.outcome === 'succeeded')
    recordStep(
      draft,
      {scope: frame.opens === 'line' ? frame.inner : frame.scope, name: frame.name},
      {
        outcome: event.outcome,
        rescued: event.rescued === true,
        startedAt: frame.since,
        tookMs: draft.now - frame.since,
        captured: event.captured ?? {},
      },
    );
  keepDone(draft, frame, event);
  if (frame.opens === 'line') {
    const waiting = draft.joins.get(frame.parent);
    if (waiting === undefined) draft.joins.set(frame.parent, [frame.inner]);
    else waiting.push(frame.inner);
  } else if (frame.opens !== undefined) draft.scopes.delete(frame.path);
  for (const line of draft.joins.get(frame.path) ?? []) join(draft, line, frame.inner);
  draft.joins.delete(frame.path);
}

/** Keeps what became of a step under its name. */
export function recordStep(
  draft: Draft,
  {scope, name}: {readonly scope: StepPath; readonly name: string | undefined},
  record: StepRecord,
): void {
  if (name !== undefined) draft.scopes.get(homeOf(draft, scope))?.steps.set(name, record);
}

function join(draft: Draft, line: StepPath, into: StepPath): void {
  const home = draft.scopes.get(homeOf(draft, into));
  for (const [name, record] of draft.scopes.get(line)?.steps ?? []) home?.steps.set(name, record);
  joinDone(draft, line, into);
  draft.scopes.delete(line);
}

function namesOf(event: Entered): Values {
  if (event.type === 'repeat') return event.as === undefined ? {} : {[event.as]: event.vars ?? {}};
  return event.vars ?? {};
}

function homeOf(draft: Draft, scope: StepPath): StepPath {
  return draft.scopes.get(scope)?.home ?? stepPath('/');
}
