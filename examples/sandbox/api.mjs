// The stand-in production API: `node api.mjs WORLD` listens on a free port of 127.0.0.1, writes its address to
// `state/api-address` and asks the platform's state at each request. It ends when its standard input does.
import {randomUUID} from 'node:crypto';
import {renameSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {look} from './programs/platform.mjs';

const components = ['database', 'cache', 'content', 'authentication', 'audio'];
const world = process.argv[2];
const tokens = new Set();
const lessons = new Map();

const routes = [
  ['GET', /^\/health$/, health],
  ['POST', /^\/api\/auth\/health$/, () => serviceHealth('authentication')],
  ['GET', /^\/api\/content\/health$/, () => serviceHealth('content')],
  ['POST', /^\/api\/auth\/login$/, logIn],
  ['POST', /^\/api\/content$/, createLesson],
  ['GET', /^\/api\/content\/([0-9a-f-]+)$/, readLesson],
  ['POST', /^\/api\/content\/([0-9a-f-]+)\/audio$/, speakLesson],
  ['DELETE', /^\/api\/content\/([0-9a-f-]+)$/, removeLesson],
];

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const {status, body, type = 'application/json'} = answer(request, Buffer.concat(chunks).toString('utf8'));
  const bytes = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {});
  response.writeHead(status, {'content-type': type}).end(status === 204 ? undefined : bytes);
});

server.listen(0, '127.0.0.1', () => {
  const file = join(world, 'state', 'api-address');
  writeFileSync(`${file}.new`, `http://127.0.0.1:${server.address().port}\n`);
  renameSync(`${file}.new`, file);
});
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {}); // meant for the run it serves
process.stdin.resume().on('end', () => process.exit(0));

function answer(request, text) {
  const {pathname} = new URL(request.url, 'http://localhost');
  const matching = routes.filter(([, pattern]) => pattern.test(pathname));
  const route = matching.find(([method]) => method === request.method);
  if (!route) return {status: matching.length > 0 ? 405 : 404, body: {error: 'there is nothing here'}};
  const [, pattern, handle] = route;
  const loggedIn = tokens.has(request.headers.authorization?.replace('Bearer ', ''));
  return handle({id: pattern.exec(pathname)[1], text, loggedIn});
}

function health() {
  const {live, environment} = look(world);
  const states = components.map((name) => [name, {status: live.unhealthy.includes(name) ? 'unhealthy' : 'healthy'}]);
  const well = live.unhealthy.length === 0;
  return {
    status: well ? 200 : 503,
    body: {
      status: well ? 'healthy' : 'unhealthy',
      version: live.version,
      maintenance: environment.MAINTENANCE_MODE === 'true',
      components: Object.fromEntries(states),
    },
  };
}

function serviceHealth(service) {
  const {unhealthy} = look(world).live;
  return unhealthy.length === 0
    ? {status: 200, body: {service, status: 'healthy'}}
    : {status: 503, body: {service, status: 'unhealthy', because: unhealthy}};
}

function logIn() {
  const token = randomUUID();
  tokens.add(token);
  return {status: 200, body: {token}};
}

function createLesson({text, loggedIn}) {
  if (!loggedIn) return {status: 401, body: {error: 'log in first'}};
  if (look(world).environment.MAINTENANCE_MODE === 'true') return {status: 503, body: {error: 'maintenance'}};
  const id = randomUUID();
  lessons.set(id, {id, topic: JSON.parse(text).topic});
  return {status: 201, body: lessons.get(id)};
}

function readLesson({id, loggedIn}) {
  if (!loggedIn) return {status: 401, body: {error: 'log in first'}};
  return lessons.has(id) ? {status: 200, body: lessons.get(id)} : {status: 404, body: {error: 'no such lesson'}};
}

function speakLesson({id, loggedIn}) {
  const read = readLesson({id, loggedIn});
  return read.status === 200 ? {status: 200, body: silence(800), type: 'audio/wav'} : read;
}

function removeLesson({id, loggedIn}) {
  const read = readLesson({id, loggedIn});
  if (read.status === 200) lessons.delete(id);
  return read.status === 200 ? {status: 204} : read;
}

/** A tenth of a second of silence as a WAV file: 8-bit mono at 8 kHz. */
function silence(samples) {
  const header = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0',
    'latin1',
  );
  header.writeUInt32LE(36 + samples, 4);
  header.writeUInt32LE(samples, 40);
  return Buffer.concat([header, Buffer.alloc(samples, 0x80)]);
}
