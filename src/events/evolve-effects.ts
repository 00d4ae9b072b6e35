import {type EffectKey, type StepPath, stepPath} from '../base/ids.ts';
import type {Value} from '../base/value.ts';
import type {Question} from '../kinds/steps/contract.ts';
import {needsOthers} from '../kinds/steps/needs-others.ts';
import type {Draft, DraftFrame} from './draft.ts';
import type {Effect} from './effect.ts';
import type {RunEvent} from './event.ts';
import {operates} from './evolve-run.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** An effect is to be in flight. */
export function intended(draft: Draft, {effect}: Of<'intended'>): void {
  draft.inFlight.set(effect.key, effect);
  if (effect.do === 'act' && effect.what === 'notify') {
    draft.sent.add(effect.key);
    return;
  }
  const frame = draft.frames.get(effect.path);
  if (frame === undefined) return;
  frame.effects = [...frame.effects, effect.key];
  if (works(effect)) runClocks(draft, effect.path, 1);
  if (effect.do === 'ask') frame.asked += 1;
  if (effect.do === 'act') beginAttempt(draft, frame);
  if (effect.do === 'ask' || effect.do === 'act' || (effect.do === 'sleep' && effect.why === 'retry')) {
    if (frame.answer !== undefined) delete frame.answer;
    frame.rested = false;
  }
}

/** An effect is no longer wanted; an act stays in flight until the world says how it ended. */
export function withdrawn(draft: Draft, event: Of<'withdrawn'>): void {
  const effect = draft.inFlight.get(event.key);
  if (effect === undefined) return;
  if (effect.do === 'act') draft.inFlight.set(event.key, {...effect, withdrawn: event.why});
  else land(draft, event.key);
}

/** An act came to its end; a message of the run has no frame that waits for it. */
export function actEnded(draft: Draft, event: Of<'act-ended'>): void {
  const effect = land(draft, event.key);
  const frame = effect && draft.frames.get(effect.path);
  if (effect?.do !== 'act' || effect.what === 'notify' || frame === undefined) return;
  frame.ended = event;
  if (event.did === 'failed') frame.failures = (frame.failures ?? 0) + 1;
  const nothing = event.did === 'failed' && event.failure?.reason === 'not-started';
  if (effect.what === 'work' && !nothing) frame.touched = true;
}

/** A milestone of a sequence passed. */
export function milestone(draft: Draft, event: Of<'milestone'>): void {
  const effect = draft.inFlight.get(event.key);
  const frame = effect && draft.frames.get(effect.path);
  if (frame !== undefined) frame.milestones = event.index + 1;
}

/** An instant has come. */
export function timerFired(draft: Draft, event: Of<'timer-fired'>): void {
  const effect = land(draft, event.key);
  const frame = effect && draft.frames.get(effect.path);
  if (effect?.do !== 'sleep' || frame === undefined) return;
  switch (effect.why) {
    case 'retry':
    case 'wait':
      frame.rested = true;
      break;
    case 'window':
      frame.passed = {...frame.passed, window: true};
      break;
    case 'timeout':
      frame.late = true;
      break;
    case 'expiry':
      frame.expired = true;
      break;
    case 'overdue':
      frame.overdue = 'due';
      break;
  }
}

/** A question was answered. */
export function answered(draft: Draft, event: Of<'answered'>): void {
  const effect = land(draft, event.key);
  const frame = effect && draft.frames.get(effect.path);
  if (effect?.do !== 'ask' || frame === undefined) return;
  const {key, value, by, why, instead} = event;
  if (instead !== undefined) operates(draft, by, 'changed');
  frame.answer = {
    what: effect.what,
    key,
    value,
    by,
    ...(why !== undefined && {why}),
    ...(instead !== undefined && {instead}),
  };
  if (effect.what === 'step' && denies(value)) frame.refused = {by, ...(why !== undefined && {why})};
  if (effect.question?.what === 'approve' && affirms(value)) approved(draft, frame, {event, question: effect.question});
  if (effect.what === 'ask-if') frame.passed = {...frame.passed, askIf: affirms(value)};
  if (effect.what === 'danger') frame.passed = {...frame.passed, danger: affirms(value, effect.type)};
}

interface GivenApproval {
  readonly event: Of<'answered'>;
  readonly question: Question;
}

function approved(draft: Draft, frame: DraftFrame, {event: {by, signed}, question}: GivenApproval): void {
  const approval = {by, ...(signed?.key !== undefined && {key: signed.key})};
  frame.approvals = [...(frame.approvals ?? []), approval];
  if (needsOthers(question)) draft.approved = [...draft.approved, {path: frame.path, by}];
}

/** Whether an answer says yes: `true`, `yes`, `done`, or the text that was to be typed. */
export function affirms(value: Value, typed?: string): boolean {
  if (typed !== undefined && value === typed) return true;
  return value === true || value === 'yes' || value === 'done';
}

/** Whether an answer says no. */
const denies = (value: Value): boolean => value === false || value === 'no';

/** Takes an effect out of flight; undefined if it was not (a report that came twice). */
export function land(draft: Draft, key: EffectKey): Effect | undefined {
  const effect = draft.inFlight.get(key);
  if (effect === undefined) return undefined;
  draft.inFlight.delete(key);
  const frame = draft.frames.get(effect.path);
  if (frame === undefined) return effect;
  frame.effects = frame.effects.filter((each) => each !== key);
  if (works(effect)) runClocks(draft, effect.path, -1);
  return effect;
}

/** Whether the clocks around an effect run while it is in flight: not while only people are waited for. */
function works(effect: Effect): boolean {
  if (effect.do === 'act') return effect.what !== 'notify';
  return effect.do === 'sleep' && (effect.why === 'retry' || effect.why === 'wait');
}

function runClocks(draft: Draft, from: StepPath, change: 1 | -1): void {
  for (let path = from; ; ) {
    const frame = draft.frames.get(path);
    if (frame === undefined) return;
    if (frame.busy === 0) frame.busySince = draft.now;
    frame.busy += change;
    if (frame.busy === 0) frame.spent += draft.now - frame.busySince;
    if (path === ROOT) return;
    path = frame.parent;
  }
}

function beginAttempt(draft: Draft, frame: DraftFrame): void {
  if (frame.attempt === 0) frame.firstAt = draft.now;
  frame.attempt = (frame.attempt ?? 0) + 1;
  if (frame.ended !== undefined) delete frame.ended;
  if (frame.passed.window !== undefined) frame.passed = {...frame.passed, window: false};
}

const ROOT = stepPath('/');
