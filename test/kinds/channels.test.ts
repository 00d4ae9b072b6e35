import {describe, expect, test} from 'vitest';
import {fail, ok} from '../../src/base/result.ts';
import {type Channel, sendMessage} from '../../src/kinds/channels/send.ts';
import type {HttpRequest} from '../../src/kinds/io.ts';
import {notify} from '../../src/kinds/steps/notify.ts';
import {input, io, scopeOf, text} from './fakes.ts';

const scope = scopeOf({
  secrets: {hook: 'https://hooks.example/s3cret', token: 't0p'},
  inputs: {version: '1.2', file: 'a.log'},
});

const channels: Readonly<Record<string, Channel>> = {
  screen: {kind: 'terminal', body: true, secrets: []},
  log: {kind: 'file', body: text('{{inputs.file}}', 'path'), secrets: []},
  team: {kind: 'slack', body: {webhook: text('{{secrets.hook}}', 'url')}, secrets: ['hook']},
  hook: {
    kind: 'webhook',
    body: {url: text('{{secrets.hook}}', 'url'), headers: {Authorization: text('Bearer {{secrets.token}}', 'header')}},
    secrets: ['hook', 'token'],
  },
  absent: {kind: 'slack', body: {webhook: text('{{secrets.none}}', 'url')}, secrets: ['none']},
};

const sendingTo = (...names: readonly string[]) => ({
  to: names.map((channel) => ({channel, text: text('Deployed {{inputs.version}}', 'text')})),
});

/** A world that remembers what was done to it. */
function recorded(status = 200) {
  const done: unknown[] = [];
  const world = io({
    print: (shown) => done.push(['print', shown]),
    async append(file, added) {
      done.push(['append', file, added]);
      return ok(null);
    },
    async fetch(request: HttpRequest) {
      done.push(request);
      return ok({status, headers: {}, body: 'no_service', tookMs: 1});
    },
  });
  return {done, world};
}

describe('what a channel does with a message', () => {
  const post = {method: 'POST', url: 'https://hooks.example/s3cret', timeout: 30_000, body: '{"text":"Deployed 1.2"}'};
  test.each<[string, unknown]>([
    ['screen', ['print', 'Deployed 1.2']],
    ['log', ['append', 'a.log', 'Deployed 1.2\n']],
    ['team', {...post, headers: {'content-type': 'application/json'}}],
    ['hook', {...post, headers: {'content-type': 'application/json', Authorization: 'Bearer t0p'}}],
  ])('%s', async (name, expected) => {
    const {done, world} = recorded();
    const sent = await sendMessage({sending: sendingTo(name), channels, scope}, world);
    expect(done).toEqual([expected]);
    expect(sent).toEqual({sent: [name], off: [], failed: []});
  });
});

test('a channel whose secret is missing is off, and one that fails does not keep the next from being tried', async () => {
  const {world} = recorded(503);
  expect(await sendMessage({sending: sendingTo('absent', 'team', 'screen'), channels, scope}, world)).toEqual({
    sent: ['screen'],
    off: ['absent'],
    failed: [{channel: 'team', message: 'the other side answered 503: no_service'}],
  });
});

test.each([
  ['/v2/hook?token=abc#x', 'https://hooks.example/v2/hook'],
  ['https://ada:pw@new.example/in', 'https://new.example/in'],
  ['http://[', 'another address'],
])('a message that is sent on to %s was not sent', async (location, shown) => {
  const world = io({fetch: async () => ok({status: 303, headers: {location}, body: '', tookMs: 1})});
  expect(await sendMessage({sending: sendingTo('team'), channels, scope}, world)).toEqual({
    sent: [],
    off: [],
    failed: [{channel: 'team', message: `the other side answered 303: send it to ${shown} instead`}],
  });
});

test('a message whose value is missing was not sent', async () => {
  const sending = {to: [{channel: 'screen', text: text('{{steps.a.x}}')}]};
  const sent = await sendMessage({sending, channels, scope}, recorded().world);
  expect(sent.failed).toEqual([{channel: 'screen', message: 'steps.a.x is absent'}]);
});

describe('the step', () => {
  test('ends with where it was sent, and is described by where and what', async () => {
    const body = sendingTo('screen', 'absent');
    const performed = await notify.perform(input(body, {scope, channels}), recorded().world);
    expect(performed).toEqual({did: 'ended', results: {sent: ['screen'], off: ['absent']}});
    expect(notify.describe(body, scope)).toEqual(ok('to screen, absent: Deployed 1.2'));
  });

  test('breaks where a channel fails', async () => {
    const world = io({fetch: async () => fail({message: 'connection refused'})});
    const performed = await notify.perform(input(sendingTo('team'), {scope, channels}), world);
    expect(performed).toEqual({did: 'broken', message: 'not sent to team: connection refused'});
  });
});
