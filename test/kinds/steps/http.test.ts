import {expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import type {HttpRequest, HttpResponse} from '../../../src/kinds/io.ts';
import {type HttpBody, http} from '../../../src/kinds/steps/http.ts';
import {input, io, scopeOf, text} from '../fakes.ts';

const scope = scopeOf({inputs: {name: 'a&b', count: 3}, secrets: {token: 't0p'}});
const response: HttpResponse = {status: 200, headers: {etag: 'x'}, body: '{"ok":true}', tookMs: 12};

async function performed(body: HttpBody, answer = response) {
  const requests: HttpRequest[] = [];
  const world = io({
    async fetch(request) {
      requests.push(request);
      return ok(answer);
    },
  });
  const outcome = await http.perform(input(body, {scope}), world);
  return {outcome, request: requests[0]};
}

test('the short form is a GET with the usual timeout, and JSON is read', async () => {
  const {request, outcome} = await performed({url: text('https://x.example/health', 'url')});
  expect(request).toEqual({method: 'GET', url: 'https://x.example/health', headers: {}, timeout: 30_000});
  expect(outcome).toEqual({
    did: 'ended',
    results: {status: 200, headers: {etag: 'x'}, body: '{"ok":true}', took_ms: 12, json: {ok: true}},
  });
});

test('a body that is no JSON has no json', async () => {
  const {outcome} = await performed({url: text('https://x.example', 'url')}, {...response, body: 'hello'});
  expect(outcome.did === 'ended' && 'json' in outcome.results).toBe(false);
});

const url = text('https://x.example/a?b=1#c', 'url');

test.each<[string, HttpBody, Partial<HttpRequest>]>([
  ['query', {url, query: {q: text('{{inputs.name}}')}}, {url: 'https://x.example/a?b=1&q=a%26b#c'}],
  [
    'json',
    {url, method: 'POST', json: {n: text('{{inputs.count}}'), list: [1, null]}},
    {method: 'POST', body: '{"n":3,"list":[1,null]}', headers: {'content-type': 'application/json'}},
  ],
  [
    'json of any keys',
    {url, json: JSON.parse('{"__proto__": {"a": 1}, "b": 2}')},
    {body: '{"__proto__":{"a":1},"b":2}'},
  ],
  [
    'form',
    {url, method: 'PUT', form: {user: text('{{inputs.name}}')}},
    {body: 'user=a%26b', headers: {'content-type': 'application/x-www-form-urlencoded'}},
  ],
  ['body', {url, method: 'PATCH', body: text('{{inputs.name}}')}, {body: 'a&b', headers: {}}],
  [
    'a type of the author',
    {url, json: {}, headers: {'Content-Type': text('application/merge-patch+json', 'header')}},
    {body: '{}', headers: {'Content-Type': 'application/merge-patch+json'}},
  ],
])('%s is put into the request', async (_, body, expected) => {
  expect((await performed(body)).request).toMatchObject(expected);
});

test('a request that is not answered is broken, one without its values is not started', async () => {
  const world = io({fetch: async () => fail({message: 'connection refused'})});
  expect(await http.perform(input({url}, {scope}), world)).toEqual({did: 'broken', message: 'connection refused'});
  const missing = {url: text('https://{{inputs.host}}', 'url')};
  expect(await http.perform(input(missing, {scope}), world)).toMatchObject({did: 'not-started'});
});

test('GET and HEAD change nothing; it is described by method and address without secrets', () => {
  expect(
    [undefined, 'HEAD', 'POST'].map((method) => http.readOnly({url, ...(method && {method})} as HttpBody)),
  ).toEqual([true, true, false]);
  const secret = text('https://x.example/{{secrets.token}}', 'url');
  expect(http.describe({url: secret, method: 'POST'}, scope)).toEqual(ok('POST https://x.example/***'));
});
