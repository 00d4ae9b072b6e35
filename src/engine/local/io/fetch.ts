import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {HttpRequest, HttpResponse} from '../../../kinds/io.ts';

const REDIRECTS = 5;
const LONGEST_BODY = 10 * 1024 * 1024;

/** Speaks HTTP: redirects to the same host only, TLS verified, a body of at most 10 MiB. */
export async function fetchHttp(
  request: HttpRequest,
  cancelled: AbortSignal,
): Promise<Result<HttpResponse, EvaluationFault>> {
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
    if (next.host !== new URL(url).host) {
      return fail({message: `it redirects to another host, ${next.host}, which is not followed`});
    }
    if (count === REDIRECTS) return fail({message: `it redirects more than ${REDIRECTS} times`});
    if (response.status === 303 || (response.status < 303 && method === 'POST')) [method, body] = ['GET', undefined];
    url = next.href;
  }
}

async function bodyOf(response: Response): Promise<Result<string, EvaluationFault>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > LONGEST_BODY) return fail({message: 'the body is longer than 10 MiB'});
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
