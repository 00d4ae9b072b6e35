import {Type} from 'typebox';
import {ok} from '../../base/result.ts';
import {DYN, INT, STRING} from '../../expression/type.ts';
import {Json, MapOf, OneOf, Short, Text} from '../grammar/fragments.ts';
import {masked} from '../result-scope.ts';
import type {ActingKind} from './contract.ts';
import {performHttp} from './http-request.ts';

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
      description: 'Make an HTTP request; no redirects to another host, TLS verified.',
      examples: ['https://api.example.com/health', {method: 'POST', url: 'https://api.example.com/deploys'}],
      additionalProperties: false,
      'x-either': [['json'], ['form'], ['body']],
    },
  ),
  {text: 'url'},
);

/** What `http` decodes to; at most one of `json`, `form` and `body` is given. */
export type HttpBody = Type.Static<typeof schema>;

/** Milliseconds a request may take where nobody wrote a timeout. */
export const HTTP_TIMEOUT = 30_000;

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
    return url.ok ? ok(`${body.method ?? 'GET'} ${url.value}`) : url;
  },
  perform: (input, io) => performHttp({...input, timeout: input.timeout ?? HTTP_TIMEOUT}, io),
} satisfies ActingKind<HttpBody>;
