import type {Draft, DraftFrame} from './draft.ts';
import type {RunEvent} from './event.ts';

type Entered = Extract<RunEvent, {readonly event: 'entered'}>;

/** The frame of what begins now, in the scope of what is around it. */
export function newFrame(draft: Draft, event: Entered, scope: DraftFrame['scope']): DraftFrame {
  const {type, role, opens, name, failure, inputs, debt} = event;
  const title = event.title ?? firstLine(event.describes);
  const frame = untouched(draft, event, scope);
  // Set one by one: this is done for everything that begins, and spreading what is mostly absent takes its time.
  if (role !== undefined) frame.role = role;
  if (opens !== undefined) frame.opens = opens;
  if (name !== undefined) frame.name = name;
  if (title !== undefined) frame.title = title;
  if (failure !== undefined) frame.failure = failure;
  if (inputs !== undefined) frame.inputs = inputs;
  if (debt !== undefined) frame.debt = debt;
  if (type === 'foreach') Object.assign(frame, {items: event.items ?? [], between: 0});
  if (type === 'repeat') Object.assign(frame, {vars: event.vars ?? {}, over: false, moved: 0});
  if (type === 'repeat' && event.as !== undefined) frame.as = event.as;
  return frame;
}

/** A frame that nothing has happened to yet: one literal, for all frames to be of one shape. */
function untouched({now, nextDebt}: Draft, event: Entered, scope: DraftFrame['scope']): DraftFrame {
  return {
    path: event.path,
    def: event.def,
    parent: event.parent,
    n: event.n,
    type: event.type,
    scope,
    inner: event.opens !== undefined || event.path === '/' ? event.path : scope,
    since: now,
    part: 'body',
    passed: NOTHING,
    effects: NONE,
    busy: 0,
    busySince: now,
    spent: 0,
    late: false,
    overdue: 'no',
    expired: false,
    rested: false,
    cursor: 0,
    live: 0,
    succeeded: 0,
    skipped: 0,
    failed: 0,
    ends: NOTHING,
    asked: 0,
    rounds: NOTHING,
    approvals: NONE,
    owed: NONE,
    settled: 0,
    unsettled: 0,
    debtMark: nextDebt,
    temporary: NONE,
    attempt: 0,
    failures: 0,
    firstAt: now,
    touched: false,
    milestones: 0,
  };
}

const NOTHING = Object.freeze({});
const NONE = Object.freeze([]);

function firstLine(text: string | undefined): string | undefined {
  const end = text?.indexOf('\n') ?? -1;
  return end === -1 ? text : text?.slice(0, end);
}
