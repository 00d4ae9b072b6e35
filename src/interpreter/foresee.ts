import type {Report} from '../events/event.ts';
import type {RunState} from '../events/state.ts';
import type {Runbook} from '../model/runbook.ts';
import {next} from './next.ts';
import {ROOT} from './paths.ts';
import {whyBarred} from './rollback/rollback.ts';

type Request = Extract<Report, {readonly event: 'requested'}>;

/** What would come of a request for whose sake alone a run is taken up. */
export type Foreseen =
  | {readonly is: 'granted'}
  /** What is asked for is on its way: the run only has to come to its end. */
  | {readonly is: 'under-way'}
  | {readonly is: 'refused'; readonly because: string};

/**
 * Looks, before an engine takes a run up because of a request, at what would come of it. Nobody who asks for an end
 * wants the run to go on: what would be refused must leave it as it is.
 */
export function foresee(
  {runbook, state}: {readonly runbook: Runbook; readonly state: RunState},
  request: Request,
): Foreseen {
  if (isUnderWay(state, request)) return {is: 'under-way'};
  const because = left({runbook, state}, request) ?? refusal({runbook, state: {...state, request}});
  return because === undefined ? {is: 'granted'} : {is: 'refused', because};
}

/** Why a run that was left cannot be taken up for this: it would go on, or has not begun. */
function left(run: {readonly runbook: Runbook; readonly state: RunState}, {what}: Request): string | undefined {
  const {state} = run;
  if (state.verdict !== undefined) return undefined;
  if (what === 'release') return 'the run was left and has not ended';
  if (state.frames.has(ROOT)) return undefined;
  if (what === 'again') return 'the run has not begun';
  return what === 'rollback' ? whyBarred(run) : undefined;
}

function refusal({runbook, state}: {readonly runbook: Runbook; readonly state: RunState}): string | undefined {
  const refused = next(runbook, state, ROOT).find((decision) => decision.event === 'refused');
  return refused?.because;
}

/** Whether the run is on the way to what is asked for, or past it. */
function isUnderWay({frames, verdict}: RunState, {what}: Request): boolean {
  const root = frames.get(ROOT);
  if (root === undefined || verdict !== undefined) return false;
  const {part, stop} = root;
  switch (what) {
    case 'rollback':
      return part === 'rollback' || part === 'verify' || stop?.why === 'rollback' || stop?.why === 'kill';
    case 'stop':
      return (
        part === 'undo' || part === 'ending' || (part === 'body' && (stop?.why === 'stop' || stop?.why === 'kill'))
      );
    case 'kill':
      return part === 'ending' || stop?.why === 'kill';
    default:
      return false;
  }
}
