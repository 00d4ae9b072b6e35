import type {StepPath} from '../../base/ids.ts';

/** Whether a person who says `name` means the step at `path`: by its path, or by the end of it. */
export function isCalled(path: StepPath, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

/** The shortest name of a step: the last part of its path. */
export const lastPart = (path: StepPath): string => path.slice(path.lastIndexOf('/') + 1);
