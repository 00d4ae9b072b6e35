import {type StepPath, stepPath} from '../base/ids.ts';

/** The path of a step as it was done first: `/deploy/up` for `/deploy/up!again~2`; any other path is its own. */
export function firstPath(path: StepPath): StepPath {
  return path.includes('!again') ? stepPath(path.replace(/!again(~\d+)?$/, '')) : path;
}
