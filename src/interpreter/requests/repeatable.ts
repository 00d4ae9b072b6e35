import type {StepPath} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Frame} from '../../events/frame.ts';
import {isInside} from '../../events/inside.ts';
import type {DoneStep, RunState} from '../../events/state.ts';
import type {Block} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ROOT} from '../paths.ts';
import {isCalled} from './called.ts';
import {whyNotCalled} from './not-called.ts';

/** A finished step that can be done again. */
export interface Repeatable {
  /** As it is written now. */
  readonly block: Block;
  readonly path: StepPath;
  /** What it is done within: the group it is in while that lives, else what its scope belongs to. */
  readonly parent: StepPath;
  /** How often it was done again already. */
  readonly times: number;
}

/** A step that has ended, and the scope it saw. */
export interface Finished extends DoneStep {
  readonly path: StepPath;
  readonly scope: StepPath;
}

/** The finished step that a person calls `name`, to be done again; the error says why it cannot be. */
export function repeatable(
  {runbook, state}: {readonly runbook: Runbook; readonly state: RunState},
  name: string,
): Result<Repeatable, string> {
  const finished = finishedSteps(state);
  const [found, ...others] = calledSteps(finished, name);
  if (found === undefined) return fail(whyNotCalled({runbook, state, finished}, name));
  const paths = [found, ...others].map(({path}) => path);
  if (others.length > 0) return fail(`several steps are called "${name}", say which: ${paths.join(', ')}`);
  if (state.frames.has(found.path)) return fail(`"${name}" is under way`);
  if (found.skipped !== undefined) return fail(`"${name}" was skipped: ${found.skipped}`);
  const block = found.def && runbook.defs.get(found.def);
  if (block === undefined || runbook.gone?.has(block.def) === true)
    return fail(`"${name}" is not in the runbook as it is now`);
  const because = whyNot(state, found, block);
  if (because !== undefined) return fail(`"${name}" ${because}`);
  return ok({block, path: found.path, parent: parentOf(state, found)?.path ?? ROOT, times: found.again});
}

/** All whose scope is kept; what takes something back, or only looks, is nobody's step to be done again. */
function finishedSteps({scopes}: RunState): readonly Finished[] {
  return [...scopes].flatMap(([scope, {done = []}]) =>
    [...done].flatMap(([path, step]) => (BESIDE.test(path) ? [] : [{...step, path, scope}])),
  );
}

const BESIDE = /!(undo|probe|well|verify)/;

function calledSteps(finished: readonly Finished[], name: string): readonly Finished[] {
  const exact = finished.filter(({path}) => path === name);
  return exact.length > 0 ? exact : finished.filter(({path}) => isCalled(path, name));
}

/** Undefined after the end of the run, and where what it saw belongs to nothing that lives. */
function parentOf({frames}: RunState, {parent, scope}: Finished): Frame | undefined {
  const group = frames.get(parent);
  return group?.inner === scope ? group : frames.get(scope);
}

function whyNot(state: RunState, found: Finished, block: Block): string | undefined {
  const parent = parentOf(state, found);
  const {temporary} = block;
  if (!LEAVES.has(block.type)) return 'is a group of steps now; only a single step can be done again';
  if (block.kind === 'end') return 'only ends the run';
  if (parent === undefined && state.frames.size > 0) return 'can be done again once the steps beside it have ended';
  if (parent?.stop !== undefined || parent?.part === 'undo') return 'stands in what is ending';
  if (temporary === 'group' && parent?.path !== found.parent) return 'lasts until its group ends, and that has ended';
  if (temporary === 'run' && parent === undefined) return 'lasts until the run ends, and it has ended';
  const group = readBy(state, block, found.path);
  return group && `gave values by which "${group}" is taken back; they would be lost`;
}

const LEAVES: ReadonlySet<Block['type']> = new Set(['act', 'ask', 'decide', 'wait']);

/** The title of a group around the step that is taken back as a whole, with values that the step gave. */
function readBy({debts}: RunState, {named, id}: Block, path: StepPath): string | undefined {
  const reads = (bound: string) => named && (bound === `steps.${id}` || bound.startsWith(`steps.${id}.`));
  for (const debt of debts.values())
    if (isInside(path, debt.path) && Object.keys(debt.bindings).some(reads)) return debt.title;
  return undefined;
}
