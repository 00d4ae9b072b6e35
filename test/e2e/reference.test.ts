import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bareEnvironment, type Ended, project, startNode, withFolder} from './program.ts';

/** What is to be seen of a scenario: lines in this order, and lines that must not be there. */
interface Seen {
  readonly scenario: string;
  readonly status: number;
  readonly lines: readonly (string | RegExp)[];
  readonly absent?: readonly string[];
  /** Whether maintenance mode is on afterwards. */
  readonly maintenance: boolean;
  /** The calls of `railway up`: the emergency rollback deploys the previous version by hand. */
  readonly ups: readonly string[];
}

const rolledBack = [
  'Take back: Publish the tag',
  'git push origin --delete',
  'Take back: Create the deployment tag',
  'git tag --delete',
  'Is everything as it was?',
  '✔ Confirm that the service is healthy after the rollback',
  'Rolled back and verified after',
  /^ {2}because: \S/m,
];

const scenarios: readonly Seen[] = [
  {
    scenario: 'healthy',
    status: 0,
    maintenance: false,
    ups: ['up'],
    lines: [
      /^Production deployment · production-deploy · run [a-z2-7]{12} · by \S+$/m,
      /^ {2}in \/.*\/clone · remote \/.*\/remote\.git$/m,
      'outside its window: demo: the stand-in world has no users',
      '▶ Prerequisites',
      '✔ Build started',
      '✔ Build completed',
      '✔ Deployment started',
      '✔ Health check passed',
      '↷ Gradual rollout of a high-risk feature',
      '✔ Verification',
      /^Done after .* · run [a-z2-7]{12}$/m,
      'to follow up:',
      ...['Monitor error rates', 'Check performance metrics', 'Review user feedback channels'].map(dueIn('30m')),
      dueIn('30m')('Verify all features working'),
      ...['Analyze deployment metrics', 'Update the deployment log', 'Clean up old deployments'].map(dueIn('1d')),
      dueIn('1d')('Document any issues'),
    ],
    absent: ['✖', 'Take back', 'still in force'],
  },
  {
    scenario: 'build-fails',
    status: 3,
    maintenance: false,
    ups: ['up'],
    lines: [
      "✖ Deploy with Railway's zero-downtime deployment",
      /production-deploy\.yaml:\d+:\d+/,
      'expected exit status 0',
      'actual   exit status 1',
      'Build failed: process "/bin/sh -c npm ci" did not complete successfully: exit code 1',
      'hint: Check the Railway build logs',
      'hint: Verify that the dependencies are installed',
      'hint: Review the Dockerfile changes',
      "Take back: Deploy with Railway's zero-downtime deployment",
      'nothing to take back: its probe says so',
      ...rolledBack,
    ],
    absent: ['deployments rollback', 'still in force', '✔ Build completed'],
  },
  {
    scenario: 'health-never-passes',
    status: 3,
    maintenance: false,
    ups: ['up'],
    lines: [
      '✔ Deployment started',
      '✖ Monitor the progress in real time, build and health check status',
      'expected "Health check passed" after "Deployment started" (3 of 4 passed)',
      'Health check failed: the service is unavailable',
      '✔ Choose the last known good version',
      '✔ Roll back to the previous stable version',
      '✔ Verify that the rollback completed',
      ...rolledBack,
    ],
    absent: ['Smoke tests', 'still in force'],
  },
  {
    scenario: 'errors-rise',
    status: 3,
    maintenance: false,
    ups: ['up'],
    lines: [
      '✔ Health check passed',
      /✖ (The error rate is the same|monitor errors)/,
      '✔ Roll back to the previous stable version',
      ...rolledBack,
    ],
    absent: ['to follow up:', 'still in force'],
  },
  {
    scenario: 'rollback-fails',
    status: 3,
    maintenance: true,
    ups: ['up', 'up --detach'],
    lines: [
      '✖ Roll back to the previous stable version',
      'is no longer in the registry',
      '✔ Deploy the previous version by hand',
      '✔ Enable maintenance mode to prevent user access during recovery',
      '✔ Follow the previous version until it serves again',
      ...rolledBack,
      'still in force (',
      'Enable maintenance mode to prevent user access during recovery',
    ],
  },
];

describe.concurrent('the demo executes the reference runbook', {timeout: 120_000}, () => {
  let clone = '';
  let before: unknown;

  beforeAll(() => {
    clone = copyOfProject();
    before = stateOf(clone);
  });
  afterAll(() => rmSync(clone, {recursive: true, force: true}));

  it.each(scenarios)('$scenario: exit $status', (seen) =>
    withFolder(async (folder) => {
      const ended = await demo(clone, folder, ['--scenario', seen.scenario, '--keep']);
      expect(ended.status, ended.out + ended.err).toBe(seen.status);
      expect(ended.err).toContain(`The run ended with exit status ${seen.status}.`);
      expectInOrder(ended.out, seen.lines);
      for (const absent of seen.absent ?? []) expect(ended.out).not.toContain(absent);
      const world = join(folder, readdirSync(folder).find((name) => name.startsWith('runbook-demo-')) ?? '');
      const calls = readFileSync(join(world, 'state', 'calls'), 'utf8').split('\n');
      expect(calls.filter((call) => call.startsWith('up'))).toEqual(seen.ups);
      expect(maintenanceIn(world)).toBe(seen.maintenance);
      expect(stateOf(clone)).toEqual(before);
    }),
  );

  it('removes its world unless it is to be kept', () =>
    withFolder(async (folder) => {
      const ended = await demo(clone, folder, ['--scenario', 'build-fails', '--quiet']);
      expect(ended.status).toBe(3);
      expect(readdirSync(folder).filter((name) => name.startsWith('runbook-'))).toEqual([]);
      expect(stateOf(clone)).toEqual(before);
    }));
});

/** The demo at the highest pace, without a terminal and without input, in `folder` for all that is temporary. */
function demo(clone: string, folder: string, words: readonly string[]): Promise<Ended> {
  const script = join(clone, 'examples', 'sandbox', 'demo.mjs');
  return startNode([script, '--pace', '0', ...words], {cwd: clone, env: bareEnvironment(folder)}).ended;
}

/** A repository like this one, which nobody else works in: what the demo needs, committed. */
function copyOfProject(): string {
  const clone = mkdtempSync(join(tmpdir(), 'runbook-clone-'));
  for (const name of ['dist', 'examples', 'runbooks', '.gitignore']) {
    cpSync(join(project, name), join(clone, name), {recursive: true});
  }
  const git = (...words: readonly string[]) => gitIn(clone, ['-c', 'user.name=T', '-c', 'user.email=t@t', ...words]);
  git('init', '--quiet', '--initial-branch=main', '.');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'All of it');
  git('tag', 'v1');
  git('remote', 'add', 'origin', join(clone, 'nowhere.git'));
  mkdirSync(join(clone, 'untracked'));
  return clone;
}

/** Everything of a repository that a run could change: refs, remotes, settings, the index, files and their times. */
function stateOf(clone: string): unknown {
  const files = readdirSync(clone, {recursive: true, encoding: 'utf8'}).filter(
    (file) => !/^(\.git|dist)(\/|$)/.test(file),
  );
  return {
    refs: gitIn(clone, ['for-each-ref']),
    head: readFileSync(join(clone, '.git', 'HEAD'), 'utf8'),
    config: readFileSync(join(clone, '.git', 'config'), 'utf8'),
    status: gitIn(clone, ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--ignored']),
    files: files.toSorted().map((file) => [file, statSync(join(clone, file)).mtimeMs]),
  };
}

function gitIn(cwd: string, words: readonly string[]): string {
  const env = {PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null'};
  return execFileSync('git', words, {cwd, env, encoding: 'utf8'});
}

/** What the platform of the world was last told about maintenance. */
function maintenanceIn(world: string): boolean {
  const events = readFileSync(join(world, 'state', 'events.jsonl'), 'utf8');
  return /"name":"MAINTENANCE_MODE","value":"(\w+)"/g.exec(events.split('\n').toReversed().join('\n'))?.[1] === 'true';
}

function dueIn(due: string): (title: string) => RegExp {
  return (title) => new RegExp(`^ {2}- ${title} \\(due \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d, in ${due}\\)$`, 'm');
}

function expectInOrder(text: string, parts: readonly (string | RegExp)[]): void {
  let rest = text;
  for (const part of parts) {
    const found = typeof part === 'string' ? rest.indexOf(part) : rest.search(part);
    expect(found, `"${part}" is missing, or stands too early, in:\n${text}`).not.toBe(-1);
    rest = rest.slice(found + 1);
  }
}
