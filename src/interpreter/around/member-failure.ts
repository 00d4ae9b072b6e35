import {failureText} from '../../events/explain-failure.ts';
import type {StepFailure} from '../../events/failure.ts';
import type {ChildEnd} from '../../events/frame.ts';
import type {BodyEnd} from '../at.ts';

/** The failure of a group whose member ended so: it names the first cause. */
export function memberFailure(end: ChildEnd): StepFailure {
  const {failure} = end;
  if (failure?.reason === 'member') return failure;
  const why = failure === undefined ? 'ended before its time' : failureText(failure);
  return {
    reason: 'member',
    path: end.path,
    message: `${end.title ?? lastPart(end.path)}: ${why}`,
    cause: failure?.reason ?? 'rule',
  };
}

/** What is called by no title goes by the last part of its path: its id, or a round's number. */
const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A group that fails because a member did; what was decided about the member holds for the group. */
export function failedBy(end: ChildEnd): BodyEnd {
  return {outcome: 'failed', failure: memberFailure(end), ...(end.route && {route: end.route})};
}
