import type {RunView, StepView} from '../events/view.ts';
import {harmless} from './harmless.ts';

/** What a run is at, a line each: the steps that are done just now and the questions that wait, with what they stand in. */
export function underWayLines(view: RunView): readonly string[] {
  const acts = [...view.acts.values()].map(({path}) => view.steps.get(path));
  const asks = [...view.asks.values()].map(({effect}) => ({step: view.steps.get(effect.path), text: effect.text}));
  return [
    ...acts.flatMap((step) => (step === undefined ? [] : [`under way: ${placeOf(step, view)}`])),
    ...asks.map(({step, text}) => `waiting: ${step === undefined ? firstLine(text) : placeOf(step, view)}`),
  ].map((line) => harmless(line));
}

function placeOf(step: StepView, view: RunView): string {
  const titles: string[] = [];
  for (let at: StepView | undefined = step; at !== undefined && at.path !== '/'; at = view.steps.get(at.parent))
    if (!at.transparent) titles.unshift(firstLine(at.title));
  return titles.join(' › ');
}

function firstLine(text: string): string {
  const [first = ''] = text.split('\n');
  return first;
}
