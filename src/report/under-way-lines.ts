import {harmless} from '../base/harmless.ts';
import type {RunView, StepView} from '../events/view.ts';

/** What a run is at, a line each: the innermost steps that have begun and not ended, with what they stand in. */
export function underWayLines(view: RunView): readonly string[] {
  const asked = new Set([...view.asks.values()].map(({effect}) => effect.path));
  const steps = [...view.steps.values()].filter((step) => step.path !== '/' && isInnermost(step, view));
  return steps.map((step) => `${asked.has(step.path) ? 'waiting' : 'under way'}: ${harmless(placeOf(step, view))}`);
}

function isInnermost({state, children}: StepView, view: RunView): boolean {
  return state === 'running' && !children.some((path) => view.steps.get(path)?.state === 'running');
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
