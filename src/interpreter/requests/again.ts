import type {Decision, Report} from '../../events/event.ts';
import type {RunState} from '../../events/state.ts';
import type {Runbook} from '../../model/runbook.ts';
import {enter} from '../around/door.ts';
import {partPath, ROOT} from '../paths.ts';
import {childrenOf} from '../place.ts';
import type {RunAt} from '../run-at.ts';
import {lifted} from './lifted.ts';
import {reenter} from './reenter.ts';
import {refuse} from './refuse.ts';
import {type Repeatable, repeatable} from './repeatable.ts';

type Request = Extract<Report, {readonly event: 'requested'}>;

interface Run {
  readonly runbook: Runbook;
  readonly state: RunState;
}

/** Does a finished step again, as it is written now, with what it saw; nothing else begins until it has ended. */
export function again(at: RunAt, request: Request): readonly Decision[] {
  const because = whyNotNow(at);
  if (because !== undefined) return refuse(request, because);
  const found = repeatable(at, request.subject ?? '');
  return found.ok ? begin(at, found.value, request) : refuse(request, found.error);
}

/** The same after the end of the run, which ends once more as it had. */
export function againLater(run: Run, request: Request): readonly Decision[] {
  const {verdict} = run.state;
  if (verdict === undefined) return [];
  if (verdict.is === 'rolled-back') return refuse(request, 'the run has been taken back');
  if (verdict.is === 'rollback-failed') return refuse(request, 'the run was being taken back, and that failed');
  const found = repeatable(run, request.subject ?? '');
  if (!found.ok) return refuse(request, found.error);
  const begun = begin(run, found.value, request);
  // It begins once the run is entered: so each of these decisions can be the last before a crash.
  return begun[0]?.event === 'refused' ? begun : [...lifted(run, request), reenter(run.runbook)];
}

function whyNotNow({state, frame}: RunAt): string | undefined {
  if (frame.part === 'rollback' || frame.part === 'verify' || frame.stop?.why === 'rollback')
    return 'the run is being taken back';
  if (state.again !== undefined) return `a step is being done again: ${state.again}; ask once that has ended`;
  const reentered = frame.part === 'again' && frame.ends.again === undefined;
  if ((frame.part !== 'body' && !reentered) || frame.stop !== undefined) return 'the run is ending';
  if (state.paused !== undefined) return 'the run is paused; let it go on first';
  const releasing = childrenOf(state, ROOT).some(({role}) => role === 'undo');
  return releasing ? 'a change is being taken back; ask once that has ended' : undefined;
}

function begin(run: Run, {block, path, parent, times}: Repeatable, request: Request): readonly Decision[] {
  const entering = enter(run, {block, path: partPath(path, 'again', times + 1), parent, n: 0, role: 'again'});
  const [first] = entering;
  return first?.event === 'skipped' ? refuse(request, `now this does not hold: ${first.because}`) : entering;
}
