import {once} from 'node:events';
import {appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runFile} from '../../../src/journal/run-folder.ts';
import {verifyRun} from '../../../src/journal/verify-run.ts';
import {type EngineRig, engineRig} from './rig.ts';

let at: EngineRig;
let folder: string;
beforeEach(async () => {
  at = engineRig();
  ({folder} = await at.run(TEXT));
});
afterEach(() => at.remove());

const TEXT = `
steps:
  - id: speaks
    run: echo out; echo err >&2
  - id: silent
    run: 'true'
  - id: asks
    http: {url: 'http://127.0.0.1:1/'}
    on_failure: {continue: nobody is there}
`;

/** The output \`name\` of the only attempt of a step. */
function output(step: string, name: 'stdout' | 'stderr'): string {
  const found = readdirSync(join(folder, 'attempts')).find((each) => each.startsWith(step)) ?? '';
  return join(folder, 'attempts', found, name);
}

async function altered(): Promise<readonly string[]> {
  const {alterations} = await verifyRun(folder);
  return alterations.map(
    ({where, step, message}) => `${where.replace(/-[0-9a-f]{10}\//, '/')} ${step ?? ''}: ${message}`,
  );
}

test('a record that nobody touched is as it was written; its hash stands for it', async () => {
  const verified = await verifyRun(folder);
  expect(verified).toMatchObject({outputs: 4, torn: 0, alterations: []});
  const lines = readFileSync(runFile(folder, 'journal'), 'utf8').trimEnd().split('\n');
  expect(verified.records).toBe(lines.length - 1);
  expect(lines.at(-1)).toContain(verified.head);
  expect(await verifyRun(folder, verified.head)).toEqual(verified);
  const earlier = JSON.parse(lines[2] ?? '').hash as string;
  expect((await verifyRun(folder, earlier)).alterations).toEqual([]);
  expect((await verifyRun(folder, 'f'.repeat(64))).alterations).toMatchObject([{where: 'journal.jsonl'}]);
});

test.each([
  ['changed', (file: string) => writeFileSync(file, 'OUT\n'), 'it was changed'],
  ['cut off', (file: string) => truncateSync(file, 1), 'it is cut off: of 4 bytes there are 1'],
  [
    'continued',
    (file: string) => appendFileSync(file, 'more'),
    'there is more in it than its 4 bytes when the step ended',
  ],
  ['deleted', (file: string) => rmSync(file), 'it is gone; it held 4 bytes'],
])('an output that was %s is named', async (_, change, message) => {
  change(output('speaks', 'stdout'));
  expect(await altered()).toEqual([`attempts/speaks-1/stdout /speaks: ${message}`]);
});

test('an output that was empty is named when it is not any more; nothing is lost with it', async () => {
  writeFileSync(output('silent', 'stdout'), 'never said');
  rmSync(output('silent', 'stderr'));
  expect(await altered()).toEqual([
    'attempts/silent-1/stdout /silent: there is more in it than its 0 bytes when the step ended',
  ]);
});

test('a changed record is named with its line, a changed copy of the runbook by its file', async () => {
  const journal = runFile(folder, 'journal');
  const lines = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(journal, lines.map((line, n) => (n === 3 ? line.replace('"at":1', '"at":2') : line)).join('\n'));
  writeFileSync(runFile(folder, 'files'), '[]');
  expect((await altered()).slice(0, 2)).toEqual([
    'journal.jsonl:4 : the journal is damaged at line 4: this record, or one before it, is not what was written',
    'files.json : the copy of the runbook is not the one that was run',
  ]);
});

test('a request, which has no error output, is as it was written', async () => {
  const server = createServer((_, response) => response.end('hello')).listen(0);
  try {
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    const run = await at.run(`steps:\n  - {id: asks, http: 'http://127.0.0.1:${port}/'}\n`);
    expect(run.end).toMatchObject({verdict: {is: 'succeeded'}});
    expect((await verifyRun(run.folder)).alterations).toEqual([]);
  } finally {
    server.close();
  }
});

test('what the run keeps beside its runbook is compared, too', async () => {
  writeFileSync(runFile(folder, 'environment'), '{"PATH": "/tmp"}');
  rmSync(runFile(folder, 'options'));
  expect(await altered()).toEqual([
    'environment.json : it is not what the run began with',
    'options.json : it is not what the run began with',
  ]);
});

test('a journal cut off at the end of a record is betrayed by the attempts it knows nothing of', async () => {
  const journal = runFile(folder, 'journal');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const kept = lines.slice(
    0,
    lines.findIndex((line) => line.includes('/silent')),
  );
  writeFileSync(journal, `${kept.join('\n')}\n`);
  const found = await altered();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('the journal knows nothing of this attempt: its last records are missing');
});

test('an empty journal and one that is gone are no good record', async () => {
  truncateSync(runFile(folder, 'journal'), 0);
  expect((await altered())[0]).toBe('journal.jsonl : it holds no record');
  rmSync(runFile(folder, 'journal'));
  expect((await altered())[0]).toContain('the journal cannot be read: no such file');
});
