import type {Result} from '../events/part.ts';

/** What of a body's end is kept: the result, without what only its own frame needs. */
export function resultOf({outcome, failure, route, rescued, why, captured}: Result): Result {
  return {
    outcome,
    ...(failure && {failure}),
    ...(route && {route}),
    ...(rescued && {rescued}),
    ...(why !== undefined && {why}),
    ...(captured && {captured}),
  };
}
