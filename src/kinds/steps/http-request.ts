import {ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {HttpRequest, HttpResponse, Io} from '../io.ts';
import {renderedJson, renderedTexts} from '../rendered.ts';
import type {Performed} from './contract.ts';
import type {HttpBody} from './http.ts';

/** Makes the request of an `http` step; its results are `status headers body json took_ms`. */
export async function performHttp(
  input: {readonly body: HttpBody; readonly scope: Scope; readonly timeout: number},
  io: Io,
): Promise<Performed> {
  const request = requestOf(input.body, input.scope);
  if (!request.ok) return {did: 'not-started', message: request.error.message};
  const response = await io.fetch({...request.value, timeout: input.timeout});
  if (!response.ok) return {did: 'broken', message: response.error.message};
  return {did: 'ended', results: resultsOf(response.value)};
}

function resultsOf(response: HttpResponse): Readonly<Record<string, Value>> {
  const {status, headers, body, tookMs} = response;
  const json = parsed(body);
  return {status, headers, body, took_ms: tookMs, ...(json !== undefined && {json})};
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function requestOf(body: HttpBody, scope: Scope): Result<Omit<HttpRequest, 'timeout'>, EvaluationFault> {
  const url = body.url.render(scope);
  if (!url.ok) return url;
  const query = renderedTexts(body.query ?? {}, scope);
  if (!query.ok) return query;
  const headers = renderedTexts(body.headers ?? {}, scope);
  if (!headers.ok) return headers;
  const content = contentOf(body, scope);
  if (!content.ok) return content;
  const {type, text} = content.value;
  return ok({
    method: body.method ?? 'GET',
    url: withQuery(url.value, query.value),
    headers: withType(headers.value, type),
    ...(text !== undefined && {body: text}),
  });
}

interface Content {
  readonly type?: string;
  readonly text?: string;
}

function contentOf(body: HttpBody, scope: Scope): Result<Content, EvaluationFault> {
  if (body.json !== undefined) {
    const json = renderedJson(body.json, scope);
    return json.ok ? ok({type: 'application/json', text: JSON.stringify(json.value)}) : json;
  }
  if (body.form !== undefined) {
    const form = renderedTexts(body.form, scope);
    if (!form.ok) return form;
    return ok({type: 'application/x-www-form-urlencoded', text: new URLSearchParams({...form.value}).toString()});
  }
  if (body.body === undefined) return ok({});
  const text = body.body.render(scope);
  return text.ok ? ok({text: text.value}) : text;
}

function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const more = new URLSearchParams({...query}).toString();
  if (more === '') return url;
  const [address = '', ...fragment] = url.split('#');
  const joined = `${address}${address.includes('?') ? '&' : '?'}${more}`;
  return [joined, ...fragment].join('#');
}

function withType(
  headers: Readonly<Record<string, string>>,
  type: string | undefined,
): Readonly<Record<string, string>> {
  const given = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return given || type === undefined ? headers : {...headers, 'content-type': type};
}
