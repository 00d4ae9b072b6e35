import {harmless} from '../../base/harmless.ts';
import type {EffectKey} from '../../base/ids.ts';
import type {Ask} from '../../events/effect.ts';
import type {OpenAsk, StepView} from '../../events/view.ts';
import {approvalWords} from '../../report/approval-words.ts';
import {elapsed} from '../../report/elapsed.ts';
import {failureLines} from '../../report/failure-lines.ts';
import {positionAt} from '../../text/source-file.ts';
import type {Span} from '../../text/span.ts';
import type {Control} from '../prompt/control.ts';
import {wantsTerminal} from '../prompt/own-prompts.ts';
import {applies, isWhy, lacksReason, type Prompt} from '../prompt/prompt.ts';
import {cut, type Row, spread, wrap} from '../row.ts';
import type {Scene} from '../scene.ts';
import {focused, shownPrompt} from '../ui.ts';
import {words} from '../words.ts';
import {controlRows} from './control.ts';

/** The question that is shown, in at most `height` rows: what is asked, why, and the answer as far as it is given. */
export function promptRows(scene: Scene, height: number): readonly Row[] {
  const prompt = scene.ui.own ?? shownPrompt(scene.ui);
  if (prompt === undefined || height < 3) return [];
  const open = scene.view.asks.get(prompt.id as EffectKey);
  const lent = wantsTerminal(prompt);
  const head =
    lent !== undefined ? terminalHead(lent, scene) : open === undefined ? ownHead(prompt, scene) : askHead(open, scene);
  const foot = footRows(prompt, scene);
  const least = Math.min(prompt.controls.length + 4, 10);
  const forAbout = Math.max(0, height - 1 - foot.length - least);
  const about =
    open === undefined ? [] : [...aboutAsk(open, scene, forAbout), ...followingRows(open.effect, prompt, scene)];
  const shownAbout = shortened(about, forAbout, scene);
  const forControls = height - 1 - foot.length - shownAbout.length;
  return [head, ...shownAbout, ...controlsRows(prompt, scene, forControls), ...foot];
}

function ownHead(prompt: Prompt, {look: {paint}}: Scene): Row {
  const titles: Readonly<Record<string, string>> = {
    rollback: 'Roll back the run',
    interrupt: 'What shall become of the run? (Ctrl-C again leaves it)',
    'report-breach': 'Report a breach that you saw',
  };
  return `${paint.yellow(paint.sign('asks'))} ${paint.bold(titles[prompt.id] ?? '')}`;
}

function terminalHead(key: EffectKey, {view, look: {paint, unicode}, width}: Scene): Row {
  const path = view.acts.get(key)?.path;
  const title = (path === undefined ? undefined : view.steps.get(path)?.title) ?? '';
  const words = `${harmless(title.split('\n')[0] ?? '')}: it is typed into, and needs a terminal`;
  return cut(`${paint.yellow(paint.sign('asks'))} ${paint.bold(words)}`, width, unicode);
}

function askHead({effect, since}: OpenAsk, scene: Scene): Row {
  const {view, runbook, look, now, width} = scene;
  const {paint, unicode} = look;
  const step = view.steps.get(effect.path);
  const block = step?.def === undefined ? undefined : runbook.defs.get(step.def);
  const expires = block !== undefined && 'expires' in block ? block.expires : undefined;
  const waited = paint.dim(elapsed(now - since));
  const left = expires === undefined ? '' : `${paint.yellow(`expires in ${elapsed(since + expires - now)}`)}  `;
  const bad = effect.what === 'failure' || effect.what === 'breach' || effect.what === 'undo-failed';
  const sign = bad ? paint.red(paint.sign('failed')) : paint.yellow(paint.sign('asks'));
  return spread(`${sign} ${paint.bold(titleOf(effect, scene))}`, left + waited, {width, unicode});
}

function titleOf({path, key, what}: Ask, {view, runbook}: Scene): string {
  const monitor = what === 'breach' ? runbook.monitors[monitorOf(key) ?? ''] : undefined;
  if (monitor !== undefined) return harmless(words(monitor.title));
  const title = path === '/' ? '' : (view.steps.get(path)?.title ?? '');
  return harmless(title.split('\n')[0] ?? '') || 'The run asks';
}

/** The monitor whose breach a question is about; its name stands in the question's key. */
function monitorOf(key: EffectKey): string | undefined {
  return /\?breach (.+)~\d+$/.exec(key)?.[1];
}

/** What is asked, what it is for, and for a failure everything that helps to decide. */
function aboutAsk({effect}: OpenAsk, scene: Scene, room: number): readonly Row[] {
  const {view, runbook, look, width} = scene;
  const step = view.steps.get(effect.path);
  const block = step?.def === undefined ? undefined : runbook.defs.get(step.def);
  const failure = effect.what === 'failure' ? (step?.lastFailure ?? step?.failure) : undefined;
  // The text of a failure says what the lines about it say better.
  const asked =
    failure === undefined
      ? [effect.text, ...(effect.question ? [effect.question.text, approvalWords(effect.question)] : [])]
      : [];
  const texts = asked.filter((text) => text !== '' && text !== step?.title);
  const why = [block?.goal, block?.note].filter((each) => each !== undefined).map(words);
  const lines = (text: string) => wrap(harmless(text, {lines: true}), width - 4).map((line) => `  ${line}`);
  const said = [...new Set(texts.flatMap(lines)), ...why.flatMap(lines).map((line) => look.paint.dim(line))];
  return [
    ...said,
    ...(failure === undefined || step === undefined ? [] : failedRows({...step, failure}, scene, room - said.length)),
    ...(effect.what === 'breach' ? breachHints(monitorOf(effect.key), scene) : []),
  ];
}

function followingRows({what}: Ask, {follows = []}: Prompt, {look: {paint}, width}: Scene): readonly Row[] {
  if (follows.length === 0) return [];
  const lines = follows.flatMap((text) =>
    wrap(harmless(text, {lines: true}), width - 6).map(
      (line, index) => `    ${index === 0 ? paint.sign('running') : ' '} ${line}`,
    ),
  );
  return [`  ${paint.bold(what === 'danger' ? 'What will be run:' : 'What is approved:')}`, ...lines];
}

/** The failure of a step in `most` rows if need be, for its hints stand below its last lines. */
export function failedRows(step: StepView, {look, width, about}: Scene, most?: number): readonly Row[] {
  const style = {...look, verbose: false, quiet: false, about: {...about, span: () => undefined}};
  const span = step.def === undefined ? undefined : about.span(step.def);
  const place = span === undefined ? [] : [`    ${look.paint.dim(`${span.file.name}:${lineOf(span)}`)}`];
  return [
    ...place,
    ...failureLines(step, {style, paint: look.paint, ...(most !== undefined && {most: most - place.length})}),
  ].map((line) => cut(line, width, look.unicode));
}

function lineOf({file, start}: Span): number {
  return positionAt(file, start).line;
}

function breachHints(name: string | undefined, {runbook, look}: Scene): readonly Row[] {
  const hints = name === undefined ? [] : (runbook.monitors[name]?.hints ?? []);
  return hints.map((hint) => `    ${look.paint.cyan('hint:')} ${harmless(words(hint.text))}`);
}

function shortened(rows: readonly Row[], most: number, {look: {paint, unicode}}: Scene): readonly Row[] {
  if (rows.length <= most) return rows;
  if (most <= 1) return rows.slice(0, most);
  const hidden = rows.length - most + 1;
  return [
    ...rows.slice(0, most - 1),
    paint.dim(`  ${unicode ? '⋮' : '...'} ${hidden} more lines: Esc, then d shows them`),
  ];
}

/** The controls; what has the keyboard takes the room that the others leave, and is seen where not all can be. */
function controlsRows(prompt: Prompt, scene: Scene, height: number): readonly Row[] {
  const others = prompt.controls.map((_control, index) =>
    index === prompt.at ? [] : oneControl(prompt, index, {scene, height}),
  );
  const used = others.reduce((sum, rows) => sum + rows.length, 0);
  const own = oneControl(prompt, prompt.at, {scene, height: Math.max(1, height - used)});
  const above = others.slice(0, prompt.at).reduce((sum, rows) => sum + rows.length, 0);
  const start = Math.max(0, Math.min(above, above + own.length - height));
  return others
    .with(prompt.at, own)
    .flat()
    .slice(start, start + Math.max(0, height));
}

function oneControl(
  prompt: Prompt,
  index: number,
  {scene, height}: {readonly scene: Scene; readonly height: number},
): readonly Row[] {
  const control = prompt.controls[index];
  if (control === undefined || !isShown(prompt, control)) return [];
  const {look, width} = scene;
  const active = focused(scene.ui)?.id === prompt.id && !prompt.sent && index === prompt.at;
  const wrong = control.is === 'ticks' ? undefined : prompt.wrong[control.name];
  const told =
    wrong === undefined
      ? []
      : [cut(`    ${look.paint.red(`${look.paint.sign('failed')} ${harmless(wrong)}`)}`, width, look.unicode)];
  const space = {
    active,
    open: index === prompt.at,
    optional: isOptional(prompt, control),
    by: scene.by,
    look,
    width,
    height: height - told.length,
  };
  return [...controlRows(control, space), ...told];
}

/** A reason is shown where it is being typed, was typed, or stands below a form of several fields. */
function isShown(prompt: Prompt, control: Control): boolean {
  if (prompt.refusing || isWhy(control))
    return (
      isWhy(control) && (prompt.fields.length > 1 || control.text !== '' || prompt.controls[prompt.at] === control)
    );
  return applies(prompt, control);
}

function isOptional(prompt: Prompt, control: Control): boolean {
  if (control.is === 'ticks') return false;
  if (isWhy(control)) return control.optional && !lacksReason(prompt);
  return prompt.fields.some(({name, optional}) => name === control.name && optional);
}

function footRows(prompt: Prompt, {look: {paint, unicode}, width}: Scene): readonly Row[] {
  if (prompt.error !== undefined) {
    return wrap(harmless(prompt.error), width - 4)
      .slice(0, 3)
      .map((line) => `  ${paint.red(line)}`);
  }
  if (prompt.sent) return [paint.dim(unicode ? '  sending …' : '  sending ...')];
  return prompt.refusing ? [paint.yellow('  You say no. Why? Enter says it, Esc takes it back.')] : [];
}
