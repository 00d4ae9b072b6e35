import {harmless} from '../base/harmless.ts';
import type {RunView, StepView} from '../events/view.ts';
import type {Rebased} from '../interpreter/requests/rebase.ts';
import {sourceOf} from '../interpreter/requests/source-of.ts';
import type {Block} from '../model/block.ts';
import {isLeaf} from '../model/leaf.ts';
import type {Runbook} from '../model/runbook.ts';

/** What goes on by another runbook, and where. */
export interface CorrectedRun {
  readonly before: Runbook;
  readonly after: Runbook;
  /** The run as it was. */
  readonly view: RunView;
  readonly rebased: Rebased;
}

/** What a corrected runbook changes: of what was done, of what is under way, and what will be done. */
export function correctionLines(run: CorrectedRun): readonly string[] {
  const done = [...run.view.steps.values()].filter((step) => step.state !== 'running' && isStep(step));
  const [same, other] = [done.filter((step) => isUnchanged(run, step)), done.filter((step) => !isUnchanged(run, step))];
  const anew = run.rebased.superseded.map(({path}) => {
    const step = run.view.steps.get(path);
    const what = step !== undefined && isGone(run, step) ? 'did not end, and is gone from it' : 'begins anew';
    return `  ${what}: ${harmless(step?.title ?? path)}`;
  });
  const {coming, passed} = membersOf(run);
  return [
    `${same.length} finished step${same.length === 1 ? '' : 's'} unchanged`,
    ...other.flatMap((step) => changedLines(run, step)),
    ...anew,
    ...passed.map((title) => `  will not run, for it stands before what was done: ${harmless(title)}`),
    ...coming.map((title) => `  will run: ${harmless(title)}`),
  ];
}

/** A step that was done and is written otherwise now; a single one can be done again. */
function changedLines(run: CorrectedRun, step: StepView): readonly string[] {
  if (isGone(run, step)) return [`  was done, and is gone from it: ${harmless(step.title)}`];
  const line = `  was done, and reads otherwise now: ${harmless(step.title)}`;
  if (!isRepeatable(run, step)) return [line];
  return [line, `    to do it again: runbook again ${run.view.run} ${quoted(step.path)} --why REASON`];
}

/** Whether a single step that was begun can still be done again: what it saw is kept in the run, and in what lives. */
function isRepeatable({after, view}: CorrectedRun, {def, path, parent, state, failure}: StepView): boolean {
  const block = def && after.defs.get(def);
  if (block === undefined || !isLeaf(block) || (state === 'skipped' && failure === undefined)) return false;
  return view.steps.get(parent)?.state === 'running' || (def?.startsWith('/') === true && !path.includes('['));
}

/** As a word of a shell. */
const quoted = (path: string): string => (/^[\w/-]+$/.test(path) ? path : `'${path}'`);

function isStep({path, def}: StepView): boolean {
  return def !== undefined && path !== '/' && !path.includes('!');
}

function isGone({after}: CorrectedRun, {def}: StepView): boolean {
  return def === undefined || !after.defs.has(def);
}

function isUnchanged({before, after}: CorrectedRun, {def}: StepView): boolean {
  const [was, is] = def === undefined ? [] : [before.defs.get(def), after.defs.get(def)];
  return was !== undefined && is !== undefined && sourceOf(was) === sourceOf(is);
}

/** Of every sequence that lives: its steps that were not begun, before and after where it is. */
function membersOf({after, view, rebased}: CorrectedRun): {
  readonly coming: readonly string[];
  readonly passed: readonly string[];
} {
  const known = new Set([...view.steps.values()].flatMap(({def}) => def ?? []));
  const anew = new Set(rebased.superseded.map(({path}) => view.steps.get(path)?.def));
  const found = Object.entries(rebased.cursors).map(([path, cursor]) => {
    const steps = stepsOf(after, path === '/' ? undefined : view.steps.get(path as StepView['path']));
    const fresh = (step: Block) => !known.has(step.def) && !anew.has(step.def);
    return {
      coming: steps.slice(cursor).filter(fresh).map(titleOf),
      passed: steps.slice(0, cursor).filter(fresh).map(titleOf),
    };
  });
  return {coming: found.flatMap(({coming}) => coming), passed: found.flatMap(({passed}) => passed)};
}

function stepsOf({root, defs}: Runbook, step: StepView | undefined): readonly Block[] {
  const block = step === undefined ? root : step.def && defs.get(step.def);
  return block !== undefined && block.type === 'sequence' ? block.steps : [];
}

function titleOf({title, kind, keys, id}: Block): string {
  const span = keys[kind];
  const text = span === undefined ? id : span.file.text.slice(span.start, span.end).split('\n')[0];
  return title?.source ?? text ?? id;
}
