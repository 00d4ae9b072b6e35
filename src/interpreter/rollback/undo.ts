import {stepPath} from '../../base/ids.ts';
import type {Decision} from '../../events/event.ts';
import {failureText} from '../../events/explain-failure.ts';
import type {UndoFrame} from '../../events/frame.ts';
import type {Owed} from '../../events/state.ts';
import type {Block} from '../../model/block.ts';
import {ask, canAsk, isAsking} from '../around/ask-person.ts';
import {enter} from '../around/door.ts';
import {leaveWith} from '../around/leave.ts';
import {memberFailure} from '../around/member-failure.ts';
import type {At, BodyEnd} from '../at.ts';
import {childPath} from '../paths.ts';
import {stopFirst} from '../requests/stop.ts';
import {askLooking} from './probe.ts';

type UndoAt = At<Block, UndoFrame>;

/** Takes back one debt: whether there is anything; then its undo, again while a person says so. */
export function undo(at: UndoAt): readonly Decision[] {
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  const {frame, state} = at;
  const debt = state.debts.get(frame.debt);
  if (debt === undefined) return end(at, {outcome: 'succeeded'}, []);
  if (frame.last?.outcome === 'failed' && frame.live === 0 && frame.stop === undefined) return afterFailure(at, debt);
  if (
    frame.last !== undefined &&
    frame.live === 0 &&
    frame.last.outcome !== 'stopped' &&
    frame.last.outcome !== 'failed'
  )
    return end(at, {outcome: 'succeeded'}, [debt.n]);
  if (frame.stop !== undefined) return end(at, {outcome: 'stopped', why: frame.stop.reason}, []);
  if (frame.cursor === 0) {
    const clear = whetherAtAll(at, debt);
    if (clear !== 'go') return clear;
  }
  return begin(at);
}

function begin(at: UndoAt): readonly Decision[] {
  const {frame, block} = at;
  if (frame.live > 0) return [];
  const path = childPath(frame.path, block.id);
  const again = frame.cursor === 0 ? path : stepPath(`${path}~${frame.cursor + 1}`);
  return enter(at, {block, path: again, parent: frame.path, n: frame.cursor});
}

/**
 * The probe is asked whether there is anything to take back. Where it cannot tell, what was done is undone; in doubt a
 * person says, and with nobody to ask it is undone, for undos should bear being repeated.
 */
function whetherAtAll(at: UndoAt, debt: Owed): readonly Decision[] | 'go' {
  const {frame, runbook} = at;
  if (frame.answer?.what === 'doubt')
    return frame.answer.value === 'nothing' ? nothing(at, debt, `${frame.answer.by} says so`) : 'go';
  const probe = debt.probe === undefined ? undefined : runbook.defs.get(debt.probe);
  const told = probe === undefined ? 'cannot-tell' : askLooking(at, {block: probe, role: 'probe'});
  if (told === 'wait') return [];
  if (typeof told === 'object') return 'emit' in told ? told.emit : [];
  if (told === 'yes') return 'go';
  if (told === 'no') return nothing(at, debt, 'its probe says so');
  if (debt.state === 'done') return 'go';
  if (!canAsk(at, undefined)) return 'go';
  if (isAsking(at)) return [];
  const text = `${debt.title}: it is not known whether it took effect. Take it back?`;
  const choices = [
    {value: 'undo', title: 'Take it back'},
    {value: 'nothing', title: 'There is nothing to take back'},
  ];
  return ask(at, {what: 'doubt', text, choices});
}

function nothing(at: UndoAt, debt: Owed, why: string): readonly Decision[] {
  return end(at, {outcome: 'succeeded', why: `nothing to take back: ${why}`}, [debt.n]);
}

function afterFailure(at: UndoAt, debt: Owed): readonly Decision[] {
  const {frame} = at;
  const {answer, last} = frame;
  const failure = last === undefined ? {reason: 'rule' as const, message: 'it failed'} : memberFailure(last);
  if (answer?.what === 'undo-failed' && answer.value === 'retry') return begin(at);
  if (answer?.what === 'undo-failed' && answer.value === 'skip')
    return end(at, {outcome: 'skipped', failure, why: answer.why ?? `left as it is by ${answer.by}`}, []);
  if (answer?.what === 'undo-failed' || !canAsk(at, undefined)) return end(at, {outcome: 'failed', failure}, []);
  if (isAsking(at)) return [];
  const choices = [
    {value: 'retry', title: 'Try again'},
    {value: 'skip', title: 'Leave it as it is and go on'},
    {value: 'stop', title: 'Stop here and hand over'},
  ];
  return ask(at, {
    what: 'undo-failed',
    text: `${debt.title} could not be taken back: ${failureText(failure)}`,
    choices,
  });
}

function end(at: UndoAt, {outcome, failure, why}: BodyEnd, settles: readonly number[]): readonly Decision[] {
  return leaveWith(at, {
    outcome,
    ...(failure && {failure}),
    ...(why !== undefined && {why}),
    ...(settles.length > 0 && {settles}),
  });
}
