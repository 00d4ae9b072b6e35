import {fail, ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {Io} from '../io.ts';

const TIMEOUT = 30_000;

/** Posts JSON; any status but 2xx is an error that quotes the answer, never the address, which may be secret. */
export async function post(
  request: {readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly json: Value},
  io: Io,
): Promise<Result<null, EvaluationFault>> {
  const {url, headers, json} = request;
  const response = await io.fetch({
    method: 'POST',
    url,
    headers: {'content-type': 'application/json', ...headers},
    body: JSON.stringify(json),
    timeout: TIMEOUT,
  });
  if (!response.ok) return response;
  const {status, headers: answered, body} = response.value;
  if (status >= 200 && status < 300) return ok(null);
  if (status >= 300 && status < 400 && typeof answered.location === 'string') {
    return fail({message: `the other side answered ${status}: send it to ${placeOf(answered.location, url)} instead`});
  }
  return fail({message: `the other side answered ${status}${body === '' ? '' : `: ${body.slice(0, 200)}`}`});
}

/** An address without the user, the query and the fragment that stand in it. */
function placeOf(location: string, from: string): string {
  const to = URL.parse(location, from);
  return to === null ? 'another address' : `${to.origin}${to.pathname}`.slice(0, 200);
}
