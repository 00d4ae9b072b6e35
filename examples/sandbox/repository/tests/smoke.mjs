import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

const api = readFileSync(new URL('../../state/api-address', import.meta.url), 'utf8').trim();

test('a user logs in, creates content, hears it and removes it', async () => {
  const {token} = await (await call('POST', '/api/auth/login', {user: 'smoke-test'})).json();
  const created = await call('POST', '/api/content', {topic: 'Rivers'}, token);
  assert.equal(created.status, 201);
  const {id} = await created.json();

  const read = await call('GET', `/api/content/${id}`, undefined, token);
  assert.equal((await read.json()).topic, 'Rivers');

  const audio = await call('POST', `/api/content/${id}/audio`, undefined, token);
  assert.equal(audio.headers.get('content-type'), 'audio/wav');
  assert.ok((await audio.arrayBuffer()).byteLength > 40);

  assert.equal((await call('DELETE', `/api/content/${id}`, undefined, token)).status, 204);
  assert.equal((await call('GET', `/api/content/${id}`, undefined, token)).status, 404);
});

test('content is closed to strangers', async () => {
  assert.equal((await call('POST', '/api/content', {topic: 'Rivers'})).status, 401);
});

function call(method, path, body, token) {
  const headers = {'content-type': 'application/json', ...(token ? {authorization: `Bearer ${token}`} : {})};
  return fetch(`${api}${path}`, {method, headers, body: body && JSON.stringify(body)});
}
