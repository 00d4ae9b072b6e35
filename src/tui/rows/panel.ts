import {failureText} from '../../events/explain-failure.ts';
import type {StepView} from '../../events/view.ts';
import {harmless} from '../../report/harmless.ts';
import {notesOf} from '../../report/plan/plan-notes.ts';
import {planScope} from '../../report/plan/plan-scope.ts';
import {timeOf} from '../progress.ts';
import {cut, type Row, wrap} from '../row.ts';
import type {Scene} from '../scene.ts';
import {shownPrompt} from '../ui.ts';
import {words} from '../words.ts';
import {runKeys} from './keys.ts';
import {monitorText} from './monitors.ts';

/** What a key has opened: details, monitors, dashboards, help; in at most `height` rows. */
export function panelRows(scene: Scene, height: number): readonly Row[] {
  const {ui, look, width} = scene;
  if (ui.panel === undefined || height < 2) return [];
  const rows = PANELS[ui.panel](scene).map((row) => cut(row, width, look.unicode));
  return [look.paint.dim(look.marks.rule.repeat(width)), ...rows].slice(0, height);
}

const PANELS: Readonly<Record<NonNullable<Scene['ui']['panel']>, (scene: Scene) => readonly Row[]>> = {
  details: detailRows,
  monitors: (scene) => [...scene.view.monitors.values()].map((monitor) => monitorText(monitor, scene)),
  dashboards: ({runbook, look: {paint}}) =>
    runbook.dashboards.map(
      ({title, url}, index) => `${paint.bold(String(index + 1))} ${harmless(title)}  ${harmless(url)}`,
    ),
  help: (scene) => [
    ...runKeys(scene).map(([key, does]) => `${scene.look.paint.bold(key.padEnd(6))} ${does}`),
    `${scene.look.paint.bold('Ctrl-C')} stop, roll back or go on; twice leaves the run at once`,
  ],
};

/** The step that asks, or the innermost one that runs. */
function detailRows(scene: Scene): readonly Row[] {
  const step = stepOfInterest(scene);
  if (step === undefined) return ['no step is running'];
  const {runbook, look, width, now, view, ui} = scene;
  const block = step.def === undefined ? undefined : runbook.defs.get(step.def);
  const failure = step.lastFailure ?? step.failure;
  const row = (name: string, text: string): readonly Row[] =>
    text === ''
      ? []
      : wrap(harmless(text, {lines: true}), width - 12).map(
          (line, index) => `${look.paint.dim((index === 0 ? name : '').padEnd(10))} ${line}`,
        );
  return [
    ...row('step', `${step.title}  ${step.path}`),
    ...row('does', step.describes ?? ''),
    ...row('goal', block?.goal === undefined ? '' : words(block.goal)),
    ...row('note', block?.note === undefined ? '' : words(block.note)),
    ...row('time', timeOf(now - step.startedAt, block?.estimate, look)),
    ...(block === undefined ? [] : notesOf(block, planScope(runbook, view.inputs))).flatMap((note) =>
      row('limits', note),
    ),
    ...(shownPrompt(ui)?.follows ?? []).flatMap((text) => row('approves', text)),
    ...row('attempt', step.attempts > 0 ? String(step.attempts) : ''),
    ...row('failed', failure === undefined ? '' : failureText(failure)),
    ...(block?.links ?? []).flatMap(({title, url}) => row('link', `${title}  ${url}`)),
    ...Object.entries(step.captured).flatMap(([name, value]) => row(name.slice(0, 10), JSON.stringify(value))),
  ];
}

function stepOfInterest({view, ui}: Scene): StepView | undefined {
  const asked = [...view.asks.values()].find(({effect}) => effect.key === shownPrompt(ui)?.id);
  if (asked !== undefined) return view.steps.get(asked.effect.path);
  return [...view.steps.values()].findLast(({state, path}) => state === 'running' && path !== '/');
}
