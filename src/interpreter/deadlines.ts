import type {StepPath} from '../base/ids.ts';
import type {Decision} from '../events/event.ts';
import type {Frame} from '../events/frame.ts';
import type {RunState} from '../events/state.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';
import {keyOf} from './paths.ts';
import {blockOf} from './place.ts';

const OVERDUE = 15 * 60_000;

/**
 * The timers around one frame, decided when all else of a turn is quiet: the deadline of a group, whose clock stands
 * still while only people are waited for, and when a step becomes overdue.
 */
export function deadlines(runbook: Runbook, state: RunState, path: StepPath): readonly Decision[] {
  const frame = state.frames.get(path);
  if (frame === undefined || frame.type === 'run' || frame.type === 'undo') return [];
  const block = blockOf(runbook, frame);
  return [...timeout(state, frame, block), ...overdue(frame, block)];
}

function timeout(state: RunState, frame: Frame, block: Block): readonly Decision[] {
  const armed = frame.effects.find((key) => key.includes(' ~timeout'));
  const until = dueAt(frame, block);
  if (until === undefined) return armed === undefined ? [] : [withdrawn(frame, armed)];
  const key = keyOf(frame.path, `~timeout${until}`);
  if (armed === key || state.frames.get(frame.path)?.late) return [];
  const effect = {do: 'sleep', why: 'timeout', key, path: frame.path, until} as const;
  return [...(armed === undefined ? [] : [withdrawn(frame, armed)]), {event: 'intended', effect}];
}

/** When the body's time is up, if its clock runs. An act's own timeout is kept by who performs it. */
function dueAt(frame: Frame, block: Block): number | undefined {
  if (block.timeout === undefined || frame.part !== 'body' || frame.stop !== undefined || frame.late) return undefined;
  if (block.type === 'act' || block.type === 'ask' || frame.busy === 0) return undefined;
  return frame.busySince + block.timeout - frame.spent;
}

function overdue(frame: Frame, block: Block): readonly Decision[] {
  if (frame.overdue !== 'no' || frame.part !== 'body' || frame.stop !== undefined) return [];
  const length = block.estimate?.high ?? (block.type === 'act' && block.kind === 'run' ? OVERDUE : undefined);
  const key = keyOf(frame.path, '~overdue');
  if (length === undefined || frame.effects.includes(key)) return [];
  return [
    {event: 'intended', effect: {do: 'sleep', why: 'overdue', key, path: frame.path, until: frame.since + length}},
  ];
}

function withdrawn({path}: Frame, key: Frame['effects'][number]): Decision {
  return {event: 'withdrawn', key, path, why: 'its clock stands still'};
}
