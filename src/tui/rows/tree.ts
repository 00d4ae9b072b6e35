import {harmless} from '../../base/harmless.ts';
import type {EffectKey, StepPath} from '../../base/ids.ts';
import {failureText} from '../../events/explain-failure.ts';
import type {StepView} from '../../events/view.ts';
import {timeBar, timeOf} from '../progress.ts';
import {type Row, spread} from '../row.ts';
import type {Scene} from '../scene.ts';
import {words} from '../words.ts';
import {milestoneRows} from './milestones.ts';

/** A running step: its rows, and what it has in flight that may print. */
export interface Branch {
  readonly rows: readonly Row[];
  readonly indent: string;
  /** How many groups stand around it. */
  readonly depth: number;
  /** Whether what is in it runs side by side. */
  readonly parallel: boolean;
  readonly act?: EffectKey;
}

/** The groups and steps that run, outermost first; the one whose question is shown is told there. */
export function runningTree(scene: Scene): readonly Branch[] {
  const asking = new Set([...scene.view.asks.values()].map(({effect}) => effect.path));
  const acts = new Map([...scene.view.acts.values()].map(({key, path}) => [path, key]));
  const branches: Branch[] = [];
  const prompted = scene.view.asks.get((scene.ui.shown ?? '') as EffectKey)?.effect.path;
  const visit = (path: StepPath, depth: number): void => {
    const step = scene.view.steps.get(path);
    if (step === undefined || step.state !== 'running') return;
    const isShown = path !== '/' && step.transparent !== true && (path !== prompted || step.children.length > 0);
    if (isShown) branches.push(branchOf(step, scene, {depth, asks: asking.has(path), act: acts.get(path)}));
    for (const child of step.children) visit(child, isShown ? depth + 1 : depth);
  };
  visit('/' as StepPath, 0);
  return branches;
}

interface Place {
  readonly depth: number;
  readonly asks: boolean;
  readonly act: EffectKey | undefined;
}

function branchOf(step: StepView, scene: Scene, {depth, asks, act}: Place): Branch {
  const {look, width, now, runbook} = scene;
  const block = step.def === undefined ? undefined : runbook.defs.get(step.def);
  const indent = '  '.repeat(depth);
  const sign = asks ? look.paint.yellow(look.paint.sign('asks')) : look.paint.cyan(look.paint.sign('running'));
  const about = aboutStep(step, scene);
  const left = `${indent}${sign} ${harmless(firstLine(step.title))}${about === '' ? '' : `  ${about}`}`;
  const bar = width < 80 ? '' : timeBar(now - step.startedAt, block?.estimate, look);
  const time = timeOf(now - step.startedAt, block?.estimate, look);
  const colored = step.overdue ? look.paint.yellow(time) : look.paint.dim(time);
  const row = spread(left, bar === '' ? colored : `${colored} ${bar}`, {width, unicode: look.unicode});
  return {
    rows: [row, ...milestoneRows(step, scene, `${indent}  `)],
    indent: `${indent}  `,
    depth,
    parallel: block?.type === 'parallel' && step.children.length > 1,
    ...(act !== undefined && {act}),
  };
}

function aboutStep(step: StepView, {runbook, look: {paint}, view}: Scene): string {
  const waits = ![...view.acts.values()].some(({path}) => path === step.path);
  if (step.lastFailure !== undefined && waits) return paint.red(harmless(firstLine(failureText(step.lastFailure))));
  if (step.attempts > 1) return paint.yellow(`attempt ${step.attempts}`);
  const goal = step.def === undefined ? undefined : runbook.defs.get(step.def)?.goal;
  if (goal !== undefined) return paint.dim(harmless(firstLine(words(goal))));
  return step.describes === undefined || step.describes === step.title
    ? ''
    : paint.dim(harmless(firstLine(step.describes)));
}

function firstLine(text: string): string {
  return text.trimEnd().split('\n')[0] ?? '';
}
