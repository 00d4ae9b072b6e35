import {harmless} from '../../base/harmless.ts';
import type {Values} from '../../base/value.ts';
import type {StepView} from '../../events/view.ts';
import {expectedText} from '../../report/plan/plan-does.ts';
import {notesOf} from '../../report/plan/plan-notes.ts';
import {planScope} from '../../report/plan/plan-scope.ts';
import {timeOf} from '../progress.ts';
import {cut, type Row, wrap} from '../row.ts';
import type {Scene} from '../scene.ts';
import {focused, shownPrompt} from '../ui.ts';
import {capturedIn} from '../what-follows.ts';
import {words} from '../words.ts';
import {type KeyHelp, promptKeys, runKeys} from './keys.ts';
import {monitorText} from './monitors.ts';
import {failedRows} from './prompt.ts';

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
  help: helpRows,
};

/** What every key does now: those of the question that has the keyboard, and behind Esc those of the screen. */
function helpRows(scene: Scene): readonly Row[] {
  const {paint} = scene.look;
  const row = ([key, does]: KeyHelp): Row => `${paint.bold(key.padEnd(9))} ${does}`;
  const prompt = focused(scene.ui);
  const ctrlC = row(['Ctrl-C', 'stop, roll back or go on; twice: leave at once']);
  if (prompt === undefined) return [...runKeys(scene).map(row), ctrlC];
  const own = promptKeys(prompt, scene).filter(([key]) => key !== '?' && key !== 'esc');
  const others = runKeys(scene).filter(([key]) => key !== 'enter' && key !== '?');
  const free = `keys of the screen: ${others.map(([key, does]) => `${key} ${does}`).join(', ')}`;
  return [
    ...own.map(row),
    row(['esc', 'close this; again: the keys of the screen']),
    ctrlC,
    ...wrap(free, scene.width).map((line) => paint.dim(line)),
  ];
}

/** The step that asks, or the innermost one that runs. */
function detailRows(scene: Scene): readonly Row[] {
  const step = stepOfInterest(scene);
  if (step === undefined) return ['no step is running'];
  const {runbook, look, width, now, view, ui} = scene;
  const block = step.def === undefined ? undefined : runbook.defs.get(step.def);
  const failure = step.lastFailure ?? step.failure;
  const captured = capturedIn(runbook, view);
  const scope = planScope(runbook, view.inputs).with({steps: captured});
  const row = (name: string, text: string): readonly Row[] =>
    text === ''
      ? []
      : wrap(harmless(text, {lines: true}), width - 12).map(
          (line, index) => `${look.paint.dim((index === 0 ? name : '').padEnd(10))} ${line}`,
        );
  return [
    ...row('step', `${step.title}  ${step.path}`),
    ...row('does', step.describes ?? ''),
    ...row('expects', (block === undefined ? undefined : expectedText(block, scope)) ?? ''),
    ...row('goal', block?.goal === undefined ? '' : words(block.goal)),
    ...row('note', block?.note === undefined ? '' : words(block.note)),
    ...row('time', timeOf(now - step.startedAt, block?.estimate, look)),
    ...(block === undefined ? [] : notesOf(block, scope)).flatMap((note) => row('limits', note)),
    ...(shownPrompt(ui)?.follows ?? []).flatMap((text) => row('follows', text)),
    ...row('attempt', step.attempts > 0 ? String(step.attempts) : ''),
    ...(failure === undefined ? [] : [look.paint.red('failed'), ...failedRows({...step, failure}, scene)]),
    ...(block?.links ?? []).flatMap(({title, url}) => row('link', `${title}  ${url}`)),
    ...Object.entries(step.captured).flatMap(([name, value]) => row(name.slice(0, 10), JSON.stringify(value))),
    ...knownSoFar(captured).flatMap((text) => row('known', text)),
  ];
}

/** What earlier steps have given, as texts of the runbook name it. */
function knownSoFar(captured: Values): readonly string[] {
  return Object.entries(captured).flatMap(([id, values]) =>
    Object.entries(values as Values).map(([name, value]) => `steps.${id}.${name} is ${JSON.stringify(value)}`),
  );
}

function stepOfInterest({view, ui}: Scene): StepView | undefined {
  const asked = [...view.asks.values()].find(({effect}) => effect.key === shownPrompt(ui)?.id);
  if (asked !== undefined) return view.steps.get(asked.effect.path);
  return [...view.steps.values()].findLast(({state, path}) => state === 'running' && path !== '/');
}
