import type {AddressInfo} from 'node:net';
import {createServer, type Server} from 'node:net';
import {gzipSync} from 'node:zlib';
import {fetchHttp} from '../../../src/engine/local/io/fetch.ts';
import {maskData} from '../../../src/engine/local/mask-data.ts';
import {http as kind} from '../../../src/kinds/steps/http.ts';
import {input as inputOf, io, text} from '../../kinds/fakes.ts';
import {mutated} from '../mutate.ts';
import type {FuzzTarget} from '../target.ts';

const BODY = '{"status":"ok","items":[{"a":1},{"a":null}]}';
const bytes = (buffer: Buffer) => buffer.toString('latin1');
const SEEDS = [
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
  'HTTP/1.1 302 Found\r\nlocation: /next\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n${bytes(gzipSync(BODY))}`,
  'HTTP/1.1 204 No Content\r\nset-cookie: a=b\r\nset-cookie: c=d\r\n\r\n',
];
const TOKENS = [
  ...[
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\0',
    ': ',
    'content-length: 99999999999\r\n',
    'content-length: -1\r\n',
    'transfer-encoding: gzip, chunked\r\n',
  ],
  ...[
    'location: //elsewhere.invalid/\r\n',
    'location: http://\r\n',
    'location: javascript:x\r\n',
    'location: \u00ff\r\n',
    'HTTP/9.9 999 \r\n',
    'HTTP/1.1 100 Continue\r\n\r\n',
  ],
  ...[
    'ffffffff\r\n',
    '[',
    '{',
    '"',
    '\\ud800',
    '1e999',
    '\u00ef\u00bb\u00bf',
    '__proto__: x\r\n',
    `x: ${'y'.repeat(20_000)}\r\n`,
    '['.repeat(5000),
    `HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  ],
];

let server: Server | undefined;
let answer = '';

/** What a server may say. */
export const http: FuzzTarget = {
  summary: 'what a server may answer: fetched, followed, parsed',
  tries: 150,
  make: (random) => mutated(random.pick(SEEDS), random, {tokens: TOKENS, others: SEEDS, bytes: true}),
  run: async (given) => {
    answer = given;
    const port = await listening();
    const signal = new AbortController().signal;
    const there = io({fetch: (request) => fetchHttp({...request, timeout: 2000}, signal)});
    const performed = await kind.perform(inputOf({url: text(`http://127.0.0.1:${port}/`, 'url')} as never), there);
    if (performed.did !== 'ended') return;
    for (const value of Object.values(performed.results)) maskData(value, ['a secret']);
    JSON.stringify(performed.results);
  },
  close: () => void server?.close(),
};

function listening(): Promise<number> {
  const known = server?.address() as AddressInfo | undefined | null;
  if (known) return Promise.resolve(known.port);
  const made = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.from(answer, 'latin1')));
  });
  server = made;
  return new Promise((resolve) => {
    made.listen(0, '127.0.0.1', () => resolve((made.address() as AddressInfo).port));
  });
}
