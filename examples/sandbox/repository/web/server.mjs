import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';
import {outline} from './lesson.mjs';

/** The application's HTTP server, not yet listening. */
export function server() {
  return createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const answer = url.pathname === '/lesson' ? lesson(url.searchParams.get('topic') ?? '') : {status: 404, body: {}};
    response.writeHead(answer.status, {'content-type': 'application/json'}).end(JSON.stringify(answer.body));
  });
}

function lesson(topic) {
  if (topic.trim() === '') return {status: 400, body: {error: 'a lesson needs a topic'}};
  return {status: 200, body: {topic, outline: outline(topic)}};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) server().listen(8080);
