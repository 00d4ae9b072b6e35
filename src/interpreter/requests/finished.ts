import type {StepPath} from '../../base/ids.ts';
import type {DoneStep, RunState} from '../../events/state.ts';
import {isCalled} from './called.ts';

/** A step that has ended, and the scope it saw. */
export interface Finished extends DoneStep {
  readonly path: StepPath;
  readonly scope: StepPath;
}

/** All whose scope is kept; what takes something back, or only looks, is nobody's step to be done again. */
export function finishedSteps({scopes}: RunState): readonly Finished[] {
  return [...scopes].flatMap(([scope, {done = []}]) =>
    [...done].flatMap(([path, step]) => (BESIDE.test(path) ? [] : [{...step, path, scope}])),
  );
}

const BESIDE = /!(undo|probe|well|verify)/;

/** Those whose path is `name`, else those whose path ends so. */
export function calledSteps(finished: readonly Finished[], name: string): readonly Finished[] {
  const exact = finished.filter(({path}) => path === name);
  return exact.length > 0 ? exact : finished.filter(({path}) => isCalled(path, name));
}
