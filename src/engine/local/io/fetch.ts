import {type IncomingMessage, request as requestPlain} from 'node:http';
import {request as requestTls} from 'node:https';
import {formatDuration} from '../../../base/duration.ts';
import {limits, sizeText} from '../../../base/limits.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {Values} from '../../../base/value.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {HttpRequest, HttpResponse} from '../../../kinds/io.ts';
import {startTimer} from '../long-timer.ts';

/** Speaks HTTP: redirects to the same host only, TLS verified, a body no longer than the limit. */
export async function fetchHttp(
  request: HttpRequest,
  cancelled: AbortSignal,
): Promise<Result<HttpResponse, EvaluationFault>> {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0' && request.url.startsWith('https:')) {
    return fail({message: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of certificates: unset it'});
  }
  const begun = performance.now();
  const late = new AbortController();
  const stopTimer = startTimer(() => late.abort(new DOMException('', 'TimeoutError')), request.timeout);
  const signal = AbortSignal.any([cancelled, late.signal]);
  try {
    const response = await followed(request, signal);
    if (!response.ok) return response;
    const body = await bodyOf(response.value);
    if (!body.ok) return body;
    return ok({
      status: response.value.statusCode ?? 0,
      headers: headersOf(response.value),
      body: body.value,
      tookMs: Math.round(performance.now() - begun),
    });
  } catch (error) {
    return fail({message: reasonOf(signal.aborted ? signal.reason : error, request)});
  } finally {
    stopTimer();
  }
}

/**
 * Sends one request on a connection of its own. Node's `fetch` is not used: a server that ends its answer in the middle
 * of what is packed ends the whole process there. Nothing packed is asked for, and nothing is unpacked.
 */
function sent({url, method, headers, body}: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const to = new URL(url);
  const open = to.protocol === 'https:' ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const all = {accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'runbook', ...headers};
    const request = open(to, {method, headers: all, signal, agent: false}, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

function headersOf({headers}: IncomingMessage): Values {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}

/**
 * Where a request is to be sent on. One that changes something is sent on by 307 and 308 alone, which keep what it is:
 * after the others it would be a GET elsewhere, or done twice, so that their answer is the result.
 */
function redirection({statusCode: status = 0, headers}: IncomingMessage, method: string): string | undefined {
  const keeps = ['GET', 'HEAD'].includes(method) || status === 307 || status === 308;
  return status >= 300 && status < 400 && keeps ? headers.location : undefined;
}

async function followed(request: HttpRequest, signal: AbortSignal): Promise<Result<IncomingMessage, EvaluationFault>> {
  let {url} = request;
  for (let count = 0; ; count += 1) {
    const response = await sent({...request, url}, signal);
    const location = redirection(response, request.method);
    if (location === undefined) return ok(response);
    response.destroy();
    const next = new URL(location, url);
    const refused = whyNotTo(next, new URL(url));
    if (refused !== undefined) return fail({message: refused});
    if (count >= limits.redirects) return fail({message: `it redirects more than ${limits.redirects} times`});
    url = next.href;
  }
}

/** The credentials of a request go to its own host alone, and never from an encrypted connection to a plain one. */
function whyNotTo(next: URL, from: URL): string | undefined {
  if (next.host !== from.host) return `it redirects to another host, ${next.host}, which is not followed`;
  const isPlainer = from.protocol === 'https:' && next.protocol !== 'https:';
  return isPlainer ? 'it redirects to a connection that is not encrypted, which is not followed' : undefined;
}

async function bodyOf(response: IncomingMessage): Promise<Result<string, EvaluationFault>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > limits.response) return fail({message: `the body is longer than ${sizeText(limits.response)}`});
    pieces.push(piece);
  }
  return ok(Buffer.concat(pieces).toString('utf8'));
}

function reasonOf(error: unknown, {timeout}: HttpRequest): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${formatDuration(timeout)}`;
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}
