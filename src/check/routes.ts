import type {Route} from '../model/step.ts';

/** What `on_failure` means, from what its fragment decodes to. */
export function routeOf(decoded: 'ask' | 'stop' | 'rollback' | {readonly continue: string}): Route {
  return typeof decoded === 'string' ? {to: decoded} : {to: 'continue', why: decoded.continue};
}
