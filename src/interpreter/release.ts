import type {Decision, Report} from '../events/event.ts';
import type {Owed} from '../events/state.ts';
import {childrenOf} from './place.ts';
import {refuse} from './refuse.ts';
import type {RunAt} from './run-at.ts';
import {enterUndo} from './take-back.ts';

/** Takes back a change that lasts until a person releases it, beside whatever runs. */
export function release(at: RunAt, request: Extract<Report, {readonly event: 'requested'}>): readonly Decision[] {
  const {state, frame} = at;
  const debt = releasable([...state.debts.values()], request.subject ?? '');
  if (debt === undefined) return refuse(request, `nothing called "${request.subject ?? ''}" waits to be released`);
  if (frame.part !== 'body' || frame.stop !== undefined) return refuse(request, 'the run is ending');
  if (childrenOf(state, frame.path).some(({role}) => role === 'undo')) return [];
  return [...enterUndo(at, debt, -1), {event: 'released', path: debt.path, by: request.by}];
}

function releasable(debts: readonly Owed[], subject: string): Owed | undefined {
  return debts.find(
    ({path, temporary}) => temporary === 'released' && (path === subject || path.endsWith(`/${subject}`)),
  );
}
