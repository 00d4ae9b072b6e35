import {type EffectKey, effectKey, type StepPath, stepPath} from '../base/ids.ts';

/** The path of the whole run. */
export const ROOT = stepPath('/');

/** What the children of `path` begin with: bodies of calls and arms lie where what holds them lies. */
export function childPath(path: StepPath, id: string): StepPath {
  const base = path.replace(/!(?:body|arm\d+)$/, '');
  return stepPath(base === '/' ? `/${id}` : `${base}/${id}`);
}

/** A round of a loop, by its index. */
export const roundPath = (path: StepPath, n: number): StepPath => stepPath(`${path}[${n}]`);

/** A part of a frame: `/deploy!rescue`; the second time `/deploy!rescue~2`. */
export function partPath(path: StepPath, part: string, round = 1): StepPath {
  return stepPath(round > 1 ? `${path}!${part}~${round}` : `${path}!${part}`);
}

/** The key of an effect of `path`. */
export const keyOf = (path: StepPath, mark: string): EffectKey => effectKey(`${path} ${mark}`);
