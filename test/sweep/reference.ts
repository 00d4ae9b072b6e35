import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createWorld, startApi, type World, worldEnvironment} from '../../examples/sandbox/world.mjs';
import {countLines, type Stage, type Subject} from './subject.ts';

/** The reference runbook in its stand-in world. */
export function reference(scenario: 'healthy' | 'errors-rise'): Subject {
  return {
    name: scenario === 'healthy' ? 'reference' : 'reference, rolled back',
    mayRepeat: (effect) => effect.startsWith('message'),
    stage: (folder) => stage(folder, scenario),
  };
}

async function stage(folder: string, scenario: string): Promise<Stage> {
  const world = createWorld(folder, {scenario, pace: 0});
  const api = await startApi(world);
  const given = ['--input', `api=${api.address}`, '--input', 'changes=One', '--outside-window', 'a sweep'];
  return {
    cwd: world.clone,
    runs: world.runs,
    env: worldEnvironment(world, {PATH: process.env.PATH, HOME: folder, TMPDIR: folder}),
    begin: ['exec', 'production-deploy.yaml', ...given, '--yes', '--answers', answersFor(world, folder)],
    look: () => ({effects: effectsIn(world), state: stateOf(world), broken: []}),
    end: api.stop,
  };
}

/**
 * Errors are noticed by a check and by a monitor beside it, and which of them is first depends on when the engine was
 * killed: the sweep leaves it to the check to have the deployment taken back.
 */
function answersFor(world: World, folder: string): string {
  const file = join(folder, 'sweep-answers.yaml');
  const given = readFileSync(world.answers, 'utf8');
  const answers = given.replace('monitors.errors: rollback', 'monitors.errors: continue');
  if (answers === given) throw new Error('the stand-in world answers no breach of errors');
  writeFileSync(file, answers);
  return file;
}

/** The calls of the platform that change it, and the messages; names of versions are times. */
function effectsIn(world: World): Readonly<Record<string, number>> {
  const calls = textOf(join(world.state, 'calls'))
    .split('\n')
    .filter((call) => !/^(logs|status|deployments list)/.test(call));
  const messages = textOf(join(world.clone, 'deployments.log'))
    .split('\n')
    .filter(Boolean)
    .map((line) => `message ${line}`);
  return countLines(timeless([...calls, ...messages].join('\n')));
}

function stateOf(world: World): unknown {
  const git = (...words: readonly string[]) => execFileSync('git', ['-C', ...words], {encoding: 'utf8'});
  return {
    remote: timeless(git(world.remote, 'for-each-ref', '--format=%(refname) %(objecttype)')),
    local: timeless(git(world.clone, 'for-each-ref', '--format=%(refname) %(objecttype)')),
    head: timeless(git(world.clone, 'rev-parse', '--abbrev-ref', 'HEAD')),
    platform: countLines(textOf(join(world.state, 'events.jsonl')).replace(/^.*"type":"([^"]+)".*$/gm, '$1')),
  };
}

function timeless(text: string): string {
  return text
    .replace(/\d{8}-\d{6}/g, 'TIME')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?/g, 'TIME')
    .replace(/\b\d\d:\d\d\b/g, 'TIME')
    .replace(/Duration: \d+ minutes?/g, 'Duration: N minutes')
    .replace(/[a-z2-7]{12}/g, 'RUN');
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
