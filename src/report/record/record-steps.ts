import type {StepPath} from '../../base/ids.ts';
import {failureTail} from '../../events/explain-failure.ts';
import type {RunView, StepView} from '../../events/view.ts';
import {positionAt} from '../../text/source-file.ts';
import {type About, wordsOf} from '../about.ts';
import {textOfSpan} from '../text-of-span.ts';
import type {Gathered} from './gather.ts';
import type {StepRecord} from './record.ts';

/** What the record of steps is made from. */
export interface StepSources {
  readonly view: RunView;
  readonly gathered: Gathered;
  readonly about: About | undefined;
}

/** The steps of the run in order, each with what is in it. */
export function recordSteps(sources: StepSources): readonly StepRecord[] {
  const root = sources.view.steps.get('/' as StepPath);
  return root === undefined ? [] : childrenOf(root, '', sources);
}

function childrenOf(step: StepView, number: string, sources: StepSources): readonly StepRecord[] {
  return shownBelow(step, sources.view).map((child, index) => recordOf(child, `${number}${index + 1}`, sources));
}

/** What stands below a step: what only gives structure is passed over, its members stand in its place. */
function shownBelow(step: StepView, view: RunView): readonly StepView[] {
  return [...new Set(step.children)].flatMap((path) => {
    const child = view.steps.get(path);
    if (child === undefined || child.path === step.path) return [];
    return child.transparent ? shownBelow(child, view) : [child];
  });
}

function recordOf(view: StepView, number: string, sources: StepSources): StepRecord {
  const {gathered} = sources;
  const {path} = view;
  return {
    view,
    number,
    ...withinOf(view, sources.view),
    ...gathered.kinds.get(path),
    ...written(view, sources.about),
    attempts: gathered.attempts.get(path) ?? [],
    waits: gathered.waits.get(path) ?? [],
    decisions: gathered.decisions.filter((decision) => decision.path === path),
    milestones: milestonesOf(view, sources),
    hints: hintsOf(view, sources.about),
    children: childrenOf(view, `${number}.`, sources),
  };
}

function withinOf({parent, path}: StepView, view: RunView): {readonly within?: string} {
  const around = view.steps.get(parent);
  if (around === undefined || around.path === '/' || around.path === path) return {};
  return around.transparent ? withinOf(around, view) : {within: around.title};
}

/** What the author wrote about it. */
function written({def, words}: StepView, about: About | undefined): Partial<StepRecord> {
  const block = def === undefined ? undefined : about?.runbook.defs.get(def);
  if (block === undefined) return {};
  const {goal, note, estimate, keys, span} = block;
  return {
    ...(goal !== undefined && {goal: wordsOf(goal, words)}),
    ...(note !== undefined && {note: wordsOf(note, words)}),
    ...(estimate !== undefined && {estimate}),
    ...(keys.expect !== undefined && {expected: textOfSpan(keys.expect)}),
    place: {file: span.file.name, line: positionAt(span.file, span.start).line},
  };
}

function milestonesOf(view: StepView, {gathered, about}: StepSources): StepRecord['milestones'] {
  const texts = about?.milestones(view) ?? [];
  return (gathered.milestones.get(view.path) ?? []).map(({at, index}) => ({
    at,
    text: texts[index] ?? `milestone ${index + 1}`,
  }));
}

function hintsOf(view: StepView, about: About | undefined): readonly string[] {
  const {failure} = view;
  if (failure === undefined || failure.reason === 'member') return [];
  return about?.hints(view, failureTail(failure).join('\n')) ?? [];
}
