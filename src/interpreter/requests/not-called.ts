import {didYouMean} from '../../base/did-you-mean.ts';
import type {StepPath} from '../../base/ids.ts';
import type {RunState} from '../../events/state.ts';
import {isLeaf} from '../../model/leaf.ts';
import type {Runbook} from '../../model/runbook.ts';
import {isCalled, lastPart} from './called.ts';
import type {Finished} from './finished.ts';

interface Asked {
  readonly runbook: Runbook;
  readonly state: RunState;
  readonly finished: readonly Finished[];
}

/** Why no finished step that can be done again is called `name`, and what is instead. */
export function whyNotCalled({runbook, state, finished}: Asked, name: string): string {
  const members = finished.filter(({path}) => holds(path, name)).map(({path}) => path);
  if (members.length > 0) return `"${name}" is a group; a step of it can be done again: ${members.join(', ')}`;
  if ([...state.frames.keys()].some((path) => isCalled(path, name))) return `"${name}" is under way`;
  const id = name.slice(name.lastIndexOf('/') + 1).replace(/[[!].*$/, '');
  const defs = [...runbook.defs.values()].filter((block) => block.id === id && !runbook.gone?.has(block.def));
  const ended = defs.find(({def}) => state.endedAt.has(def));
  if (ended !== undefined && !isLeaf(ended)) return `"${name}" is a group, and what its steps saw is no longer kept`;
  if (ended !== undefined)
    return `"${name}" is over with the group, round or block it stands in, and what it saw there is no longer kept`;
  if (defs.length > 0) return `"${name}" has not been done`;
  const near = didYouMean(id, [...new Set(finished.map(({path}) => lastPart(path)))]);
  return `no step is called "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

/** Whether a step lies within a group of that name. */
function holds(path: StepPath, group: string): boolean {
  const whole = group.startsWith('/') ? group : `/${group}`;
  return ['/', '[', '!'].some((next) => path.includes(`${whole}${next}`)) && group !== '';
}
