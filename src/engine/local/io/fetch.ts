import {limits, sizeText} from '../../../base/limits.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {HttpRequest, HttpResponse} from '../../../kinds/io.ts';

/** Speaks HTTP: redirects to the same host only, TLS verified, a body no longer than the limit. */
export async function fetchHttp(
  request: HttpRequest,
  cancelled: AbortSignal,
): Promise<Result<HttpResponse, EvaluationFault>> {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0' && request.url.startsWith('https:')) {
    return fail({message: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of certificates: unset it'});
  }
  const begun = performance.now();
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(request.timeout)]);
  try {
    const response = await followed(request, signal);
    if (!response.ok) return response;
    const body = await bodyOf(response.value);
    if (!body.ok) return body;
    return ok({
      status: response.value.status,
      headers: Object.fromEntries(response.value.headers),
      body: body.value,
      tookMs: Math.round(performance.now() - begun),
    });
  } catch (error) {
    return fail({message: reasonOf(error, request)});
  }
}

async function followed(request: HttpRequest, signal: AbortSignal): Promise<Result<Response, EvaluationFault>> {
  let {url, method, body} = request;
  for (let count = 0; ; count += 1) {
    const response = await fetch(url, {
      method,
      headers: request.headers,
      redirect: 'manual',
      signal,
      ...(body !== undefined && {body}),
    });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return ok(response);
    await response.body?.cancel();
    const next = new URL(location, url);
    const refused = whyNotTo(next, new URL(url));
    if (refused !== undefined) return fail({message: refused});
    if (count >= limits.redirects) return fail({message: `it redirects more than ${limits.redirects} times`});
    if (response.status === 303 || (response.status < 303 && method === 'POST')) [method, body] = ['GET', undefined];
    url = next.href;
  }
}

/** The credentials of a request go to its own host alone, and never from an encrypted connection to a plain one. */
function whyNotTo(next: URL, from: URL): string | undefined {
  if (next.host !== from.host) return `it redirects to another host, ${next.host}, which is not followed`;
  const isPlainer = from.protocol === 'https:' && next.protocol !== 'https:';
  return isPlainer ? 'it redirects to a connection that is not encrypted, which is not followed' : undefined;
}

async function bodyOf(response: Response): Promise<Result<string, EvaluationFault>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > limits.response) return fail({message: `the body is longer than ${sizeText(limits.response)}`});
    pieces.push(piece);
  }
  return ok(Buffer.concat(pieces).toString('utf8'));
}

function reasonOf(error: unknown, {timeout}: HttpRequest): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeout} ms`;
  const {cause} = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || String((cause as NodeJS.ErrnoException).code ?? error.message);
}
