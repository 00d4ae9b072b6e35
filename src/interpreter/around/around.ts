import type {Decision} from '../../events/event.ts';
import type {Part, Result, Role} from '../../events/part.ts';
import {type At, type BodyEnd, failed, type Now} from '../at.ts';
import {blockNow} from '../blocks/index.ts';
import {tell} from '../notify.ts';
import {partPath} from '../paths.ts';
import {hasChildren} from '../place.ts';
import {isOwnTimeout, stopFirst, stopNow} from '../requests/stop.ts';
import {resultOf} from '../result-of.ts';
import {takeBack} from '../rollback/take-back.ts';
import {enter} from './door.ts';
import {gates} from './gates.ts';
import {leave} from './leave.ts';
import {memberFailure} from './member-failure.ts';
import {route} from './route.ts';
import {routeAgain} from './route-again.ts';

/** What is around every block, in one place: gates, body, rescue, always, what was temporary, the end. */
export function around(at: At): readonly Decision[] {
  const {frame} = at;
  switch (frame.part) {
    case 'body':
      return body(at);
    case 'rescue':
      return rescue(at);
    case 'always':
      return always(at);
    case 'undo':
      return temporary(at);
    default:
      throw new Error(`${frame.path} is no run, and has no part "${frame.part}"`);
  }
}

function body(at: At): readonly Decision[] {
  if (at.frame.overdue === 'due') return overdue(at);
  const now = bodyNow(at);
  if (now === 'wait') return [];
  if ('emit' in now) return now.emit;
  return isDoneAgain(at) ? [] : concluded(at, now.done);
}

/** Whether a step of it is being done again: it ends after that. */
const isDoneAgain = ({frame, state}: At): boolean =>
  state.again !== undefined && state.frames.get(state.again)?.parent === frame.path;

/** What the body answers; one that was told to stop has succeeded only if all of it has. */
function bodyNow(at: At): Now {
  const {frame} = at;
  if (frame.late && frame.stop === undefined)
    return {emit: [{event: 'stopping', path: frame.path, why: 'timeout', reason: 'its timeout was reached'}]};
  const stopped = stopNow(at);
  if (stopped !== undefined) return stopped;
  if (frame.failure !== undefined) return failed(frame.failure);
  const gate = gates(at);
  const now = gate === 'open' ? blockNow(at) : gate;
  return frame.stop === undefined ? now : endOfStopped(at, now);
}

function endOfStopped({frame, block}: At, now: Now): Now {
  const whole = frame.cursor === frame.succeeded + frame.skipped + frame.failed;
  if (whole && now !== 'wait' && 'done' in now && isWell(now.done)) return now;
  if (isOwnTimeout(frame))
    return {done: {outcome: 'failed', failure: {reason: 'timed-out', after: block.timeout ?? 0}, born: true}};
  return {done: {outcome: 'stopped', why: frame.stop?.reason ?? ''}};
}

const isWell = ({outcome}: BodyEnd): boolean => outcome === 'succeeded' || outcome === 'accepted';

function concluded(at: At, end: BodyEnd): readonly Decision[] {
  if (end.unbegun) return leave(at, end);
  if (rescues(at, end)) return partEntered(at, 'rescue', end);
  const routed = end.born && !isStopped(at) ? routeOf(at, end) : end;
  if ('outcome' in routed) return afterRescue(at, routed);
  return routed.emit;
}

const routeOf = (at: At, end: BodyEnd): ReturnType<typeof route> =>
  at.frame.role === 'again' ? routeAgain(at, end) : route(at, end);

/** A stop from outside; its own timeout is not one. */
const isStopped = ({frame}: At): boolean => frame.stop !== undefined && !isOwnTimeout(frame);

function rescues(at: At, end: BodyEnd): boolean {
  const {block} = at;
  if (!('rescue' in block) || block.rescue === undefined || isStopped(at)) return false;
  return (
    end.outcome === 'failed' && end.route === undefined && end.failure?.reason !== 'refused' && end.ends === undefined
  );
}

function rescue(at: At): readonly Decision[] {
  const {frame, block} = at;
  const before = frame.result ?? {outcome: 'failed'};
  const child = part(at, 'rescue', 'rescue' in block ? block.rescue : undefined);
  if (child !== undefined) return child;
  const end = frame.ends.rescue;
  switch (end?.outcome) {
    case 'succeeded':
    case 'accepted':
      return afterRescue(at, {outcome: 'succeeded', rescued: true, ...(before.failure && {failure: before.failure})});
    case 'failed':
      return afterRescue(at, {...before, failure: memberFailure(end), ...(end.route && {route: end.route})});
    case 'stopped':
      return afterRescue(at, {...before, outcome: 'stopped'});
    default:
      return afterRescue(at, before);
  }
}

function afterRescue(at: At, result: BodyEnd): readonly Decision[] {
  const {block, frame} = at;
  const begun = frame.cursor > 0;
  if (begun && 'always' in block && block.always !== undefined && frame.stop?.why !== 'kill')
    return partEntered(at, 'always', result);
  return afterAlways(at, result);
}

function always(at: At): readonly Decision[] {
  const {frame, block} = at;
  const child = part(at, 'always', 'always' in block ? block.always : undefined);
  if (child !== undefined) return child;
  const before = frame.result ?? {outcome: 'succeeded'};
  const end = frame.ends.always;
  if (end?.outcome !== 'failed') return afterAlways(at, before);
  const first = before.outcome === 'failed' && before.failure !== undefined ? before.failure : memberFailure(end);
  const way = end.route === 'rollback' ? end.route : (before.route ?? end.route);
  return afterAlways(at, {
    ...before,
    outcome: before.outcome === 'stopped' ? 'stopped' : 'failed',
    failure: first,
    ...(way && {route: way}),
  });
}

function afterAlways(at: At, result: BodyEnd): readonly Decision[] {
  const {frame, state} = at;
  const owed = frame.temporary.filter((n) => state.debts.has(n)).toReversed();
  const rollback = frame.stop?.why === 'rollback' || result.route === 'rollback' || frame.stop?.why === 'kill';
  if (owed.length === 0 || rollback) return leave(at, result);
  return [{event: 'part-entered', path: frame.path, part: 'undo', result: resultOf(result), owed}];
}

function temporary(at: At): readonly Decision[] {
  const {frame} = at;
  const back = takeBack(at);
  if (back !== 'done') return back;
  const before = frame.result ?? {outcome: 'succeeded'};
  if (frame.unsettled === 0 || before.outcome === 'failed' || before.outcome === 'stopped') return leave(at, before);
  const end = frame.ends.undo;
  return leave(at, {...before, outcome: 'failed', ...(end && {failure: memberFailure(end)})});
}

/** Begins or waits for a part; undefined once it has ended. */
function part(
  at: At,
  role: Role,
  block: Parameters<typeof enter>[1]['block'] | undefined,
): readonly Decision[] | undefined {
  const {frame, state} = at;
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  if (hasChildren(state, frame.path)) return [];
  if (frame.ends[role] !== undefined || block === undefined) return undefined;
  if (frame.stop !== undefined && (role === 'rescue' ? isStopped(at) : frame.stop.why === 'kill')) return undefined;
  return enter(at, {
    block,
    path: partPath(frame.path, role),
    parent: frame.path,
    n: 0,
    role,
    opens: 'part',
    ...(role === 'rescue' && {vars: {failure: failureValue(at)}}),
  });
}

function failureValue({frame}: At): {readonly step: string; readonly reason: string; readonly message: string} {
  const failure = frame.result?.failure;
  const step = failure?.reason === 'member' ? failure.path : frame.path;
  const reason = failure?.reason === 'member' ? failure.cause : (failure?.reason ?? '');
  return {step: step.slice(step.lastIndexOf('/') + 1), reason, message: frame.result?.why ?? messageOf(failure)};
}

function messageOf(failure: Result['failure']): string {
  return failure !== undefined && 'message' in failure ? failure.message : '';
}

function partEntered({frame}: At, next: Part, result: BodyEnd): readonly Decision[] {
  return [{event: 'part-entered', path: frame.path, part: next, result: resultOf(result)}];
}

function overdue(at: At): readonly Decision[] {
  return [...tell(at, 'overdue', at.frame.path), {event: 'overdue', path: at.frame.path}];
}
