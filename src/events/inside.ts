import type {StepPath} from '../base/ids.ts';

/** Whether `path` lies below `group`: among its steps, rounds or parts. */
export function isInside(path: StepPath, group: StepPath): boolean {
  if (group === '/') return path !== '/';
  const next = path[group.length];
  return (next === '/' || next === '[' || next === '!') && path.startsWith(group);
}
