import {parseJson} from '../../base/json.ts';
import {ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import {DYN, INT, STRING} from '../../expression/type.ts';
import type {Template} from '../../template/template.ts';
import {Json, MapOf, OneOf, Short, Text} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {HttpRequest, HttpResponse, Io} from '../io.ts';
import {outlined, outlinedJson, renderedJson, renderedTexts} from '../rendered.ts';
import {masked} from '../result-scope.ts';
import type {ActInput, ActingKind, Performed} from './contract.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const schema = Short(
  Type.Object(
    {
      url: Text('url', {description: 'The address.', examples: ['{{inputs.api}}/health']}),
      method: Type.Optional(OneOf(methods, {description: 'The method.', examples: ['POST'], default: 'GET'})),
      query: Type.Optional(
        MapOf(Text('value', {description: 'One value.', examples: ['{{inputs.page}}']}), {
          description: 'What is added to the address after `?`.',
          examples: [{page: '1'}],
          keys: 'free',
        }),
      ),
      headers: Type.Optional(
        MapOf(Text('header', {description: 'The value of the header.', examples: ['Bearer {{secrets.token}}']}), {
          description: 'Headers of the request.',
          examples: [{Authorization: 'Bearer {{secrets.token}}'}],
          keys: 'free',
        }),
      ),
      json: Type.Optional(
        Json({description: 'The body, sent as JSON.', examples: [{version: '{{steps.version.name}}'}]}),
      ),
      form: Type.Optional(
        MapOf(Text('value', {description: 'One value.', examples: ['{{inputs.user}}']}), {
          description: 'The body, sent as a form.',
          examples: [{user: '{{inputs.user}}'}],
          keys: 'free',
        }),
      ),
      body: Type.Optional(Text('value', {description: 'The body, sent as it is.', examples: ['ping']})),
    },
    {
      description:
        'Make an HTTP request; no redirects to another host, of methods but GET and HEAD by 307 and 308 alone; TLS verified.',
      examples: ['https://api.example.com/health', {method: 'POST', url: 'https://api.example.com/deploys'}],
      additionalProperties: false,
      'x-either': [['json'], ['form'], ['body']],
    },
  ),
  {text: 'url'},
);

/** What `http` decodes to; at most one of `json`, `form` and `body` is given. */
export type HttpBody = Static<typeof schema>;

const HTTP_TIMEOUT = 30_000;

/** Makes an HTTP request. */
export const http = {
  kind: 'http',
  sort: 'acts',
  summary: 'Makes an HTTP request and fails on any status but 2xx.',
  schema,
  examples: [
    'http: https://api.example.com/health',
    'http: {method: POST, url: https://api.example.com/deploys, json: {version: 1}}',
  ],
  onCrash: 'ask',
  readOnly: (body) => ['GET', 'HEAD'].includes(body.method ?? 'GET'),
  results: () => ({status: INT, headers: {kind: 'map', of: STRING}, body: STRING, json: DYN, took_ms: INT}),
  expects: ['status', 'headers', 'json', 'faster_than', 'that'],
  timeout: HTTP_TIMEOUT,
  describe(body, scope) {
    const url = body.url.render(masked(scope));
    return url.ok ? ok(`${body.method ?? 'GET'} ${url.value.replaceAll('%2A%2A%2A', '***')}`) : url;
  },
  outline: (body, scope) => outlineOf(body, masked(scope)),
  perform,
} satisfies ActingKind<HttpBody>;

function outlineOf(body: HttpBody, scope: Scope): string {
  const named = (texts: Readonly<Record<string, Template>> = {}) =>
    Object.entries(texts).map(([name, text]) => [name, outlined(text, scope)] as const);
  const query = named(body.query).map(([name, value], index) => `${index === 0 ? '?' : '&'}${name}=${value}`);
  return [
    `${body.method ?? 'GET'} ${outlined(body.url, scope)}${query.join('')}`,
    ...named(body.headers).map(([name, value]) => `${name}: ${value}`),
    ...named(body.form).map(([name, value]) => `${name}=${value}`),
    ...(body.json === undefined ? [] : [jsonText(outlinedJson(body.json, scope))]),
    ...(body.body === undefined ? [] : [outlined(body.body, scope)]),
  ].join('\n');
}

/** On one line where that can be read. */
function jsonText(json: Value): string {
  const line = JSON.stringify(json);
  return line.length <= 80 ? line : JSON.stringify(json, null, 2);
}

async function perform({body, scope, timeout = HTTP_TIMEOUT}: ActInput<HttpBody>, io: Io): Promise<Performed> {
  const request = requestOf(body, scope);
  if (!request.ok) return {did: 'not-started', message: request.error.message};
  const response = await io.fetch({...request.value, timeout});
  if (!response.ok) return {did: 'broken', message: response.error.message};
  return {did: 'ended', results: resultsOf(response.value)};
}

function resultsOf(response: HttpResponse): Readonly<Record<string, Value>> {
  const {status, headers, body, tookMs} = response;
  const json = parseJson(body);
  return {status, headers, body, took_ms: tookMs, ...(json !== undefined && {json})};
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
