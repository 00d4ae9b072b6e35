import type {StepPath} from '../base/ids.ts';
import type {Decision} from '../events/event.ts';
import type {RunState} from '../events/state.ts';
import type {Runbook} from '../model/runbook.ts';
import {around} from './around/around.ts';
import {ROOT} from './paths.ts';
import {isHeld} from './pause.ts';
import {blockOf} from './place.ts';
import {undo} from './rollback/undo.ts';
import {run} from './run.ts';

/**
 * What follows for one living frame, decided purely: asked twice it answers the same, and nothing where nothing
 * follows. While the run is paused nothing begins.
 */
export function next(runbook: Runbook, state: RunState, path: StepPath): readonly Decision[] {
  if (path === ROOT) return run({runbook, state});
  const frame = state.frames.get(path);
  if (frame === undefined) return [];
  const block = blockOf(runbook, frame);
  const at = {runbook, state, frame, block};
  const decisions = frame.type === 'undo' ? undo({...at, frame}) : around(at);
  return isHeld(state, path, decisions) ? [] : decisions;
}
