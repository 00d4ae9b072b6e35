import type {Decision} from '../events/event.ts';
import {failureText} from '../events/explain-failure.ts';
import type {Result} from '../events/part.ts';
import {ask, canAsk} from './around/ask-person.ts';
import {enter} from './around/door.ts';
import {sequence} from './blocks/sequence.ts';
import {ending} from './ending.ts';
import {tell} from './notify.ts';
import {partPath, ROOT} from './paths.ts';
import {hasChildren} from './place.ts';
import {stopFirst} from './requests/stop.ts';
import {resultOf} from './result-of.ts';
import {canRollBack, lateBy, lateText, owedBack, whyNoRollback} from './rollback/rollback.ts';
import {takeBack} from './rollback/take-back.ts';
import {rollbackFailed, rolledBack, verdictAfterAgain, verdictOf} from './rollback/verdict.ts';
import type {RunAt} from './run-at.ts';

/** The run from its body to its end: what is decided there, taking back, what was temporary, the verdict. */
export function runParts(at: RunAt): readonly Decision[] {
  switch (at.frame.part) {
    case 'body':
      return body(at);
    case 'rollback':
      return rollback(at);
    case 'verify':
      return verify(at);
    case 'undo':
      return temporary(at);
    case 'again':
      return onceMore(at);
    case 'ending':
      return ending(at);
    default:
      throw new Error(`a run has no part "${at.frame.part}"`);
  }
}

function body(at: RunAt): readonly Decision[] {
  const {frame, state, block} = at;
  if (state.ending !== undefined && frame.stop === undefined)
    return [{event: 'stopping', path: ROOT, why: 'stop', reason: state.ending.because}];
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  if (frame.stop !== undefined) return concluded(at, {outcome: 'stopped', why: frame.stop.reason});
  const now = sequence({...at, block});
  if (now === 'wait') return [];
  if ('emit' in now) return now.emit;
  return hasChildren(state, ROOT) ? [] : concluded(at, resultOf(now.done));
}

function concluded(at: RunAt, result: Result): readonly Decision[] {
  const back = result.route === 'rollback' || at.frame.stop?.why === 'rollback';
  if (!back) return afterwards(at, result);
  const impossible = whyNoRollback(at);
  if (impossible !== undefined) return afterwards(at, result, impossible);
  const late = lateness(at);
  if (late === 'ask') return isAskingLate(at) ? [] : askLate(at);
  if (late === 'stop') return afterwards(at, result);
  return [
    ...tell(at, 'rolling_back', String(at.state.rollbacks + 1)),
    {event: 'part-entered', path: ROOT, part: 'rollback', result, owed: owedBack(at.state), ...late},
  ];
}

const isAskingLate = ({frame}: RunAt): boolean => frame.effects.some((key) => key.includes(' ?late-rollback'));

/** Whether a rollback whose offer is over is done all the same. */
function lateness(at: RunAt): 'ask' | 'stop' | {readonly late?: string} {
  const late = lateBy(at, at.frame.stop?.at);
  const given = at.frame.stop?.late;
  if (late === undefined || given !== undefined) return given === undefined ? {} : {late: given};
  const {answer} = at.frame;
  if (answer?.what === 'late-rollback')
    return answer.value === 'rollback' ? {late: answer.why ?? `decided by ${answer.by}`} : 'stop';
  if (canAsk(at, undefined)) return 'ask';
  return {late: `its offer ended ${lateText(late)}, and the runbook decides it all the same`};
}

function askLate(at: RunAt): readonly Decision[] {
  const text = `The rollback was offered until ${lateText(lateBy(at, at.frame.stop?.at) ?? 0)}. Roll back all the same?`;
  const choices = [
    {value: 'rollback', title: 'Roll back'},
    {value: 'stop', title: 'Leave everything as it is'},
  ];
  return ask(at, {what: 'late-rollback', text, choices});
}

function rollback(at: RunAt): readonly Decision[] {
  const back = takeBack(at, {stopAtFailure: true});
  if (back !== 'done') return back;
  const {frame, runbook} = at;
  const result = frame.result ?? {outcome: 'stopped'};
  const failure = rollbackFailed(at);
  if (failure !== undefined) return [{event: 'part-entered', path: ROOT, part: 'ending', result, verdict: failure}];
  const checked = runbook.rollback.possible && runbook.rollback.verify !== undefined;
  if (checked) return [{event: 'part-entered', path: ROOT, part: 'verify', result}];
  return leftovers(at, result, rolledBack(at, false));
}

function verify(at: RunAt): readonly Decision[] {
  const {frame, runbook, state} = at;
  const block = runbook.rollback.possible ? runbook.rollback.verify : undefined;
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  if (hasChildren(state, ROOT)) return [];
  const end = frame.ends.verify;
  if (end === undefined && block !== undefined && frame.stop?.why !== 'kill')
    return enter(at, {
      block,
      path: partPath(ROOT, 'verify', state.rollbacks),
      parent: ROOT,
      n: 0,
      role: 'verify',
      opens: 'part',
    });
  const result = frame.result ?? {outcome: 'stopped'};
  const held = end?.outcome === 'succeeded' || end?.outcome === 'accepted';
  return leftovers(at, result, held ? rolledBack(at, true) : rollbackFailed(at, end));
}

function afterwards(at: RunAt, result: Result, instead?: string): readonly Decision[] {
  return leftovers(at, result, verdictOf(at, result, instead));
}

/** What was to last no longer than the run is taken back before it ends, if no rollback has tried to. */
function leftovers(at: RunAt, result: Result, verdict: ReturnType<typeof rollbackFailed>): readonly Decision[] {
  const {state, frame} = at;
  const known = verdict === undefined ? {} : {verdict};
  const owed = [...state.debts.values()]
    .filter(({n, temporary: until}) => (until === 'group' || until === 'run') && frame.rolledBack?.includes(n) !== true)
    .map(({n}) => n)
    .toReversed();
  const part = owed.length === 0 || frame.stop?.why === 'kill' ? 'ending' : 'undo';
  return [{event: 'part-entered', path: ROOT, part, result, ...(part === 'undo' && {owed}), ...known}];
}

function temporary(at: RunAt): readonly Decision[] {
  const back = takeBack(at);
  if (back !== 'done') return back;
  const {frame} = at;
  const result = frame.result ?? {outcome: 'succeeded'};
  if (frame.stop?.why === 'rollback' && frame.verdict?.is !== 'rolled-back' && canRollBack(at))
    return concluded(at, result);
  const verdict = frame.verdict ?? {is: 'succeeded', accepted: at.state.accepted};
  const kept = frame.unsettled > 0 && verdict.is === 'succeeded';
  const why = frame.ends.undo?.failure;
  const reason = `a temporary change could not be taken back${why === undefined ? '' : `: ${failureText(why)}`}`;
  return [
    {
      event: 'part-entered',
      path: ROOT,
      part: 'ending',
      result,
      verdict: kept ? {is: 'failed', reason} : verdict,
    },
  ];
}

/** After the end a step was done again: the run ends as it had, unless that went wrong. */
function onceMore(at: RunAt): readonly Decision[] {
  const stopped = stopFirst(at);
  if (stopped !== undefined) return stopped;
  const {frame, state} = at;
  if (hasChildren(state, ROOT)) return [];
  if (frame.stop?.why === 'rollback') return concluded(at, {outcome: 'stopped', why: frame.stop.reason});
  const result = frame.result ?? {outcome: 'stopped'};
  return [{event: 'part-entered', path: ROOT, part: 'ending', result, ...verdictAfterAgain(at)}];
}
