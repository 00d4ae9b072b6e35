import type {StepPath} from '../../base/ids.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Frame} from '../../events/frame.ts';
import type {RunState} from '../../events/state.ts';
import type {Reference} from '../../expression/scope.ts';
import type {Block} from '../../model/block.ts';
import {isLeaf} from '../../model/leaf.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ROOT} from '../paths.ts';
import {calledSteps, type Finished, finishedSteps} from './finished.ts';
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

interface Run {
  readonly runbook: Runbook;
  readonly state: RunState;
}

/** The finished step that a person calls `name`, to be done again; the error says why it cannot be. */
export function repeatable({runbook, state}: Run, name: string): Result<Repeatable, string> {
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
  const because = whyNot({runbook, state}, found, block);
  if (because !== undefined) return fail(`"${name}" ${because}`);
  return ok({block, path: found.path, parent: parentOf(state, found)?.path ?? ROOT, times: found.again});
}

/** Undefined after the end of the run, and where what it saw belongs to nothing that lives. */
function parentOf({frames}: RunState, {parent, scope}: Finished): Frame | undefined {
  const group = frames.get(parent);
  return group?.inner === scope ? group : frames.get(scope);
}

function whyNot({runbook, state}: Run, found: Finished, block: Block): string | undefined {
  const parent = parentOf(state, found);
  const {temporary} = block;
  if (!isLeaf(block)) return 'is a group of steps now; only a single step can be done again';
  if (block.kind === 'end') return 'only ends the run';
  if (parent === undefined && state.frames.size > 0) return 'can be done again once the steps beside it have ended';
  if (parent?.stop !== undefined || parent?.part === 'undo') return 'stands in what is ending';
  if (temporary === 'group' && parent?.path !== found.parent) return 'lasts until its group ends, and that has ended';
  if (temporary === 'run' && parent === undefined) return 'lasts until the run ends, and it has ended';
  const group = handedOn({runbook, state}, block);
  return group && `gave what its group "${group}" has handed on, and that would stay as it was`;
}

/** The id of a group that has ended and handed on what the step gave: that would stay as it was. */
function handedOn({runbook, state}: Run, {def, named, id}: Block): string | undefined {
  const reads = ([root, step]: Reference) => named && root === 'steps' && step === id;
  const group = [...runbook.defs.values()].find(
    (block) =>
      'outputs' in block &&
      def.startsWith(`${block.def}/`) &&
      (state.alive.get(block.def) ?? 0) === 0 &&
      Object.values(block.outputs).some((output) => output.reads.some(reads)),
  );
  return group?.id;
}
