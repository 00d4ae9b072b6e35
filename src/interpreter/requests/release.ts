import type {Decision, Report} from '../../events/event.ts';
import {firstPath} from '../../events/first-path.ts';
import type {Owed, RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ROOT} from '../paths.ts';
import {childrenOf} from '../place.ts';
import {enterUndo} from '../rollback/take-back.ts';
import type {RunAt} from '../run-at.ts';
import {isCalled, lastPart} from './called.ts';
import {lifted} from './lifted.ts';
import {reenter} from './reenter.ts';
import {refuse} from './refuse.ts';

type Request = Extract<Report, {readonly event: 'requested'}>;

/** Takes back a change that lasts until a person releases it, beside whatever runs. */
export function release(at: RunAt, request: Request): readonly Decision[] {
  const {state, frame} = at;
  const released = lasting(state).filter(({temporary}) => temporary === 'released');
  const debt = called(released, request);
  if (debt === undefined) return refuse(request, nothingCalled(released, request));
  if (frame.part !== 'body' || frame.stop !== undefined) return refuse(request, 'the run is ending');
  if (childrenOf(state, frame.path).some(({role}) => role === 'undo')) return [];
  return [...enterUndo(at, debt, -1), {event: 'released', path: debt.path, by: request.by}];
}

/** The same after the end of the run, which ends once more as it had. */
export function releaseLater(
  {runbook, state}: {readonly runbook: Runbook; readonly state: RunState},
  request: Request,
): readonly Decision[] {
  const {verdict} = state;
  const debt = called(lasting(state), request);
  if (debt === undefined || verdict === undefined) return refuse(request, nothingCalled(lasting(state), request));
  return [
    ...lifted({state}, request),
    reenter(runbook),
    {event: 'part-entered', path: ROOT, part: 'undo', result: {outcome: 'stopped'}, owed: [debt.n], verdict},
    {event: 'released', path: debt.path, by: request.by},
  ];
}

/** Changes that were to be ended and are in force. */
function lasting({debts}: RunState): readonly Owed[] {
  return [...debts.values()].filter(({temporary}) => temporary !== undefined);
}

function called(debts: readonly Owed[], {subject = ''}: Request): Owed | undefined {
  return debts.find(({path}) => isCalled(firstPath(path), subject));
}

function nothingCalled(debts: readonly Owed[], {subject = ''}: Request): string {
  const names = debts.map(({path}) => lastPart(firstPath(path)));
  const those = names.length === 0 ? 'nothing does' : `in force: ${names.join(', ')}`;
  return `nothing called "${subject}" waits to be released; ${those}`;
}
