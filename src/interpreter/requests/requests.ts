import type {Decision, Report} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ROOT} from '../paths.ts';
import {childrenOf} from '../place.ts';
import {canRollBack, lateBy, lateText, owedBack, whyBarred, whyNoRollback} from '../rollback/rollback.ts';
import type {RunAt} from '../run-at.ts';
import {again, againLater} from './again.ts';
import {lifted} from './lifted.ts';
import {reenter} from './reenter.ts';
import {refuse} from './refuse.ts';
import {release, releaseLater} from './release.ts';
import {isStronger} from './stop.ts';

type Request = Extract<Report, {readonly event: 'requested'}>;

/** What comes of a person's request: it is granted, or refused with the reason. A fact with one consumer. */
export function requests(at: RunAt): readonly Decision[] {
  const {request, paused} = at.state;
  if (request === undefined) return [];
  const {by} = request;
  switch (request.what) {
    case 'pause':
      if (paused !== undefined) return refuse(request, 'it is paused');
      return [{event: 'paused', because: request.reason ?? `asked by ${by}`, by}];
    case 'resume':
      return paused === undefined ? refuse(request, 'it is not paused') : [{event: 'unpaused', by}];
    case 'stop':
    case 'kill':
      return stop(at, request, request.what);
    case 'rollback':
      return rollback(at, request);
    case 'release':
      return release(at, request);
    case 'again':
      return again(at, request);
    case 'report-breach':
      return Object.hasOwn(at.runbook.monitors, request.subject ?? '')
        ? []
        : refuse(request, `no monitor is called "${request.subject ?? ''}"`);
  }
}

/**
 * A request after the end: a run may be taken back, once more where that failed, what is in force released, and a step
 * of it done again.
 */
export function reopened({runbook, state}: {readonly runbook: Runbook; readonly state: RunState}): readonly Decision[] {
  const {request, verdict} = state;
  if (request === undefined) return [];
  if (request.what === 'release') return releaseLater({runbook, state}, request);
  if (request.what === 'again') return againLater({runbook, state}, request);
  if (request.what !== 'rollback') return refuse(request, 'the run has ended');
  if (verdict?.is === 'rolled-back') return refuse(request, 'it has been taken back');
  const why = whyNoRollback({runbook, state}) ?? whyLate({runbook, state}, request);
  if (why !== undefined) return refuse(request, why);
  const message = reasonOf(request);
  return [
    ...lifted({state}, request),
    reenter(runbook),
    {event: 'stopping', path: ROOT, why: 'rollback', reason: message, ...lateOf(request)},
    {
      event: 'part-entered',
      path: ROOT,
      part: 'rollback',
      result: {outcome: 'stopped', why: message},
      owed: owedBack(state),
      ...lateOf(request),
    },
  ];
}

function stop(at: RunAt, request: Request, why: 'stop' | 'kill'): readonly Decision[] {
  const {frame, state} = at;
  const ends = frame.part === 'ending' || (frame.part === 'undo' && why === 'stop');
  if (ends) return refuse(request, 'the run is ending');
  const held = frame.stop?.why;
  if (held === 'kill' || (held === why && frame.part === 'body')) return refuse(request, 'it is being stopped');
  const reason = reasonOf(request);
  const undoing = why === 'stop' && frame.part !== 'body' ? childrenOf(state, ROOT) : [];
  return [
    ...lifted(at, request),
    ...undoing
      .filter((child) => isStronger(why, child.stop?.why))
      .map((child): Decision => ({event: 'stopping', path: child.path, why, reason})),
    {event: 'stopping', path: ROOT, why, reason},
  ];
}

/** Who asks for a rollback wants nothing more begun: where there is nothing to take back, the run is stopped. */
function rollback(at: RunAt, request: Request): readonly Decision[] {
  const {frame} = at;
  if (frame.part === 'rollback' || frame.part === 'verify') return refuse(request, 'it is being taken back');
  if (frame.part === 'ending') return [];
  if (frame.stop?.why === 'kill' || frame.stop?.why === 'rollback') return refuse(request, 'it is being ended');
  const why = whyBarred(at) ?? (canRollBack(at) ? whyLate(at, request) : undefined);
  if (why !== undefined) return refuse(request, why);
  const late = lateOf(request);
  return [...lifted(at, request), {event: 'stopping', path: ROOT, why: 'rollback', reason: reasonOf(request), ...late}];
}

function whyLate(run: {readonly runbook: Runbook; readonly state: RunState}, request: Request): string | undefined {
  const late = lateBy(run);
  if (late === undefined || request.late !== undefined) return undefined;
  return `its rollback was offered until ${lateText(late)}; say why it is done all the same`;
}

const lateOf = ({late}: Request): {readonly late?: string} => (late === undefined ? {} : {late});

const reasonOf = ({reason, by}: Request): string => reason ?? `asked by ${by}`;
