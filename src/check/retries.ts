import type {RetryDecoded} from '../kinds/grammar/retry.ts';
import type {Retry} from '../model/step.ts';

/** Further attempts, with their defaults: with `for` alone as many as fit. */
export function retryOf(decoded: RetryDecoded): Retry {
  const {times, every = 5000, backoff = 1, for: within, while: only} = decoded;
  return {
    times: times ?? (within === undefined ? 0 : Number.POSITIVE_INFINITY),
    every,
    backoff,
    ...(within !== undefined && {for: within}),
    ...(only !== undefined && {while: only}),
  };
}
