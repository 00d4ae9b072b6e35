import type {StepPath} from '../base/ids.ts';
import type {Frame} from '../events/frame.ts';
import type {RunState} from '../events/state.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';

/** The block that a frame runs; for the taking back of a debt, what takes it back. */
export function blockOf(runbook: Runbook, frame: Frame): Block {
  const block = frame.type === 'run' ? runbook.root : runbook.defs.get(frame.def);
  if (block === undefined) throw new Error(`no block has the address ${frame.def}`);
  return block;
}

/** The frame around `frame`, if it is not the run. */
export function parentOf(state: RunState, frame: Frame): Frame | undefined {
  return frame.path === '/' ? undefined : state.frames.get(frame.parent);
}

/** Whether it is part of taking something back, or of the check after that. */
export const inUndo = (state: RunState, frame: Frame): boolean =>
  isWithin(state, frame, (each) => each.type === 'undo' || each.role === 'verify');

/** Whether it only looks, for somebody who asked whether an effect is in place. */
export const inProbe = (state: RunState, frame: Frame): boolean =>
  isWithin(state, frame, (each) => each.role === 'probe' || each.role === 'well');

function isWithin(state: RunState, frame: Frame, holds: (frame: Frame) => boolean): boolean {
  for (let at: Frame | undefined = frame; at !== undefined; at = parentOf(state, at)) if (holds(at)) return true;
  return false;
}

/** The living children of a frame. */
export const childrenOf = (state: RunState, path: StepPath): readonly Frame[] =>
  [...(state.living.get(path) ?? [])].flatMap((child) => state.frames.get(child) ?? []);

/** Whether a frame has any, told without going through them. */
export const hasChildren = (state: RunState, path: StepPath): boolean => (state.living.get(path)?.size ?? 0) > 0;
