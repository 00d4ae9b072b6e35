import type {Decision} from '../events/event.ts';
import type {Verdict} from '../events/outcome.ts';
import type {NotifyEvent} from '../model/runbook.ts';
import {tell} from './notify.ts';
import {ROOT} from './paths.ts';
import {withdrawAll} from './requests/stop.ts';
import {standingOf} from './rollback/standing.ts';
import {verdictOf} from './rollback/verdict.ts';
import type {RunAt} from './run-at.ts';

/** The last of a run: people are told how it ended, and when that is done, it has. */
export function ending(at: RunAt): readonly Decision[] {
  const {frame, state} = at;
  const result = frame.result ?? {outcome: 'succeeded'};
  const verdict = state.verdict ?? frame.verdict ?? verdictOf(at, result);
  const left: readonly Decision[] = [
    ...withdrawAll(at, 'over'),
    {event: 'left', path: ROOT, parent: ROOT, outcome: outcomeOf(verdict)},
  ];
  if (state.verdict !== undefined) return left;
  const told = tell(at, MOMENTS[verdict.is], String(state.rollbacks));
  if (told.length > 0) return told;
  if ([...state.inFlight.values()].some((effect) => effect.do === 'act')) return [];
  const inForce = [...state.debts.values()].filter(({temporary}) => temporary !== undefined).map(({title}) => title);
  const standing = standingOf(at, verdict);
  return [{event: 'run-ended', verdict, inForce, ...(standing && {standing})}, ...left];
}

const MOMENTS: Readonly<Record<Verdict['is'], NotifyEvent>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  stopped: 'stopped',
  'rolled-back': 'rolled_back',
  'rollback-failed': 'failed',
};

function outcomeOf({is}: Verdict): 'succeeded' | 'failed' | 'stopped' {
  return is === 'succeeded' ? 'succeeded' : is === 'stopped' || is === 'rolled-back' ? 'stopped' : 'failed';
}
