import type {Turn} from '../../events/event.ts';
import {emptyView, observe} from '../../events/observe.ts';
import type {RunView} from '../../events/view.ts';
import {type About, wordsOf} from '../about.ts';
import {type Gathered, gather} from './gather.ts';
import type {FollowupRecord, MonitorRecord, RunRecord} from './record.ts';
import {recordSteps} from './record-steps.ts';

/** The record of a run that its turns tell, those of a run that has not ended included. */
export function recordRun(turns: readonly Turn[], about: About | undefined): RunRecord {
  const view = turns.reduce(observe, emptyView());
  const gathered = gather(turns);
  return {
    view,
    ...(about && {about}),
    started: gathered.started,
    engines: gathered.engines,
    ...(gathered.rollbackAt !== undefined && {rollbackAt: gathered.rollbackAt}),
    steps: recordSteps({view, gathered, about}),
    decisions: gathered.decisions,
    monitors: monitorsOf(gathered, about),
    messages: gathered.messages,
    remarks: gathered.remarks,
    followups: followupsOf(view, about),
  };
}

/** Those that were measured, and those that a person watched, in the order of the runbook. */
function monitorsOf({samples}: Gathered, about: About | undefined): readonly MonitorRecord[] {
  const known = about?.runbook.monitors ?? {};
  const names = new Set([...Object.keys(known), ...samples.keys()]);
  return [...names].flatMap((name) => {
    const taken = samples.get(name) ?? [];
    const monitor = known[name];
    if (taken.length === 0) return [];
    const baseline = taken.findLast((sample) => sample.baseline)?.value;
    return {
      name,
      title: monitor === undefined ? name : wordsOf(monitor.title),
      ...(monitor?.breach !== undefined && {breach: monitor.breach.source}),
      ...(baseline !== undefined && {baseline}),
      samples: taken,
    };
  });
}

/** What remains after a run that succeeded; after any other, somebody has to look anew. */
function followupsOf({verdict, at}: RunView, about: About | undefined): readonly FollowupRecord[] {
  if (verdict?.is !== 'succeeded') return [];
  return (about?.runbook.followups ?? []).map(({title, due, role}) => ({
    title,
    due: at + due,
    ...(role !== undefined && {role}),
  }));
}
