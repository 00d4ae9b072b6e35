import {formatDuration} from '../base/duration.ts';
import {harmless} from '../base/harmless.ts';
import {unreachable} from '../base/unreachable.ts';
import type {Verdict} from '../events/outcome.ts';
import type {RunView} from '../events/view.ts';
import type {About} from './about.ts';
import {clockOf} from './clock.ts';
import {elapsed} from './elapsed.ts';
import type {Paint} from './style.ts';

/** The last words of a run: how it ended, what is still in force, what remains to be done and until when. */
export function verdictLines(view: RunView, paint: Paint, about: About | undefined): readonly string[] {
  const verdict = view.verdict;
  if (verdict === undefined) return [];
  const took = elapsed(view.at - view.startedAt);
  const color = verdict.is === 'succeeded' ? paint.green : paint.red;
  return [
    `${color(paint.bold(headline(verdict)))} ${paint.dim(`after ${took} · run ${view.run}`)}`,
    ...reasonLines(verdict),
    ...standingLines(view),
    ...(view.inForce.length === 0
      ? []
      : [
          paint.yellow(`  still in force (runbook release ${view.run} STEP ends it):`),
          ...view.inForce.map((each) => `  - ${harmless(each)}`),
        ]),
    ...(verdict.is === 'succeeded' ? followupLines(view, about) : insteadLines(verdict, about)),
  ];
}

/** How a run ended, in a few words. */
export function headline(verdict: Verdict): string {
  switch (verdict.is) {
    case 'succeeded':
      return verdict.accepted === 0
        ? 'Done'
        : `Done, with ${verdict.accepted} accepted failure${verdict.accepted === 1 ? '' : 's'}`;
    case 'failed':
      return 'Failed';
    case 'stopped':
      return 'Stopped';
    case 'rolled-back':
      return verdict.verified ? 'Rolled back and verified' : 'Rolled back, not verified';
    case 'rollback-failed':
      return 'Rollback failed';
    default:
      return unreachable(verdict);
  }
}

function reasonLines(verdict: Verdict): readonly string[] {
  if (verdict.is === 'succeeded') return [];
  const untouched = 'untouched' in verdict ? verdict.untouched : [];
  return [
    ...(verdict.reason === '' ? [] : [`  because: ${harmless(verdict.reason)}`]),
    ...(untouched.length === 0 ? [] : ['  not taken back:', ...untouched.map((each) => `  - ${harmless(each)}`)]),
  ];
}

/** What a run that did not end well left done, and how it is taken back. */
function standingLines({standing, run, verdict}: RunView): readonly string[] {
  if (standing === undefined) return [];
  const {steps, offered} = standing;
  const offer = `runbook rollback ${run} --why REASON`;
  // A rollback that failed has named them.
  if (verdict?.is === 'rollback-failed') return offered ? [`  to go on taking back: ${offer}`] : [];
  const more = steps.length > MOST_NAMED ? [`  … and ${steps.length - MOST_NAMED} more`] : [];
  return [
    `  done and not taken back${offered ? ` (${offer} takes it back)` : ''}:`,
    ...steps.slice(0, MOST_NAMED).map((each) => `  - ${harmless(each)}`),
    ...more,
  ];
}

/** Steps that are named one by one. */
const MOST_NAMED = 20;

/** What is done where nothing can be taken back. */
function insteadLines({is}: Verdict, about: About | undefined): readonly string[] {
  const rollback = about?.runbook.rollback;
  if (is === 'rolled-back' || rollback === undefined || rollback.possible) return [];
  const head = `  it cannot be taken back: ${harmless(rollback.because)}`;
  if (rollback.instead.length === 0) return [head];
  return [`${head}; instead:`, ...rollback.instead.map((each) => `  - ${harmless(each)}`)];
}

function followupLines(view: RunView, about: About | undefined): readonly string[] {
  const followups = about?.runbook.followups ?? [];
  if (followups.length === 0) return [];
  const clock = clockOf(view.timezone);
  const rows = followups.map(
    ({title, due}) =>
      `  - ${harmless(title)} (due ${clock.stamp(view.at + due).slice(0, 16)}, in ${formatDuration(due)})`,
  );
  return ['  to follow up:', ...rows];
}
