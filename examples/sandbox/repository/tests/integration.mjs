import assert from 'node:assert/strict';
import {once} from 'node:events';
import {after, before, test} from 'node:test';
import {server} from '../web/server.mjs';

const app = server();
let address;

before(async () => {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  address = `http://127.0.0.1:${app.address().port}`;
});

after(() => app.close());

test('the server answers with an outline', async () => {
  const response = await fetch(`${address}/lesson?topic=Rivers`);
  assert.equal(response.status, 200);
  assert.equal((await response.json()).outline[3], 'Summary: Rivers');
});

test('the server refuses a lesson without a topic', async () => {
  const response = await fetch(`${address}/lesson`);
  assert.equal(response.status, 400);
});
