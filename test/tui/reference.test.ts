import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {createWorld, startApi, worldEnvironment} from '../../examples/sandbox/world.mjs';
import {bareEnvironment, withFolder} from '../e2e/program.ts';
import {type PtyProgram, startAtTerminal} from './rig/pty.ts';

/** A decision of the run: what it is called, what is seen when it is to be made, what is pressed. */
interface Decision {
  readonly name: string;
  readonly seen: RegExp;
  readonly keys: string;
}

const before: readonly Decision[] = [
  {name: 'prerequisites', seen: /☐ Rollback plan prepared[\s\S]*esc other keys/u, keys: 'a\r'},
  {name: 'status-page', seen: /No, skip it[\s\S]*esc other keys/u, keys: 'skip\r'},
];

const runs = [
  {
    scenario: 'healthy',
    status: 0,
    decisions: [
      ...before,
      {name: 'manual-checks', seen: /☐ Database queries[\s\S]*esc other keys/u, keys: 'a\r'},
      {name: 'final-checks', seen: /☐ User functionality[\s\S]*esc other keys/u, keys: 'a\r'},
    ],
  },
  {
    scenario: 'errors-rise',
    status: 3,
    decisions: [
      ...before,
      {
        name: 'errors-rise',
        seen: /monitors\.errors\.value is[\s\S]*Stop the run[\s\S]*esc other keys/u,
        keys: 'roll\r',
      },
      {name: 'target', seen: /❯ \S+ {2}\S+ \S+ {2}REMOVED[\s\S]*esc other keys/u, keys: '\r'},
    ],
  },
] as const;

describe.each([80, 160])('the reference run at %i columns', {timeout: 240_000}, (columns) => {
  it.each(runs)('$scenario: every decision can be read and made', ({scenario, status, decisions}) =>
    withFolder(async (folder) => {
      const home = join(folder, 'world');
      mkdirSync(home);
      const world = createWorld(home, {scenario, pace: 0});
      const api = await startApi(world);
      try {
        const given = ['--input', `api=${api.address}`, '--input', 'changes=Sources', '--outside-window', 'a test'];
        const place = {cwd: world.clone, env: worldEnvironment(world, bareEnvironment(folder))};
        const screen = startAtTerminal(['exec', 'production-deploy.yaml', ...given], {...place, columns, rows: 50});
        for (const {name, seen, keys} of decisions) {
          await reach(screen, seen);
          const file = `golden/reference/${scenario}-${name}-${columns}.txt`;
          await expect(lasting(living(screen))).toMatchFileSnapshot(file);
          screen.type(keys);
        }
        expect(await screen.ended).toMatchObject({status});
      } finally {
        await api.stop();
      }
    }),
  );
});

/** Until it is seen; on a slow machine a monitor may breach before, which is answered by going on. */
async function reach(screen: PtyProgram, seen: RegExp): Promise<void> {
  const breached = () => /Spike in error rates[\s\S]*Go on[\s\S]*esc other keys/u.test(screen.visible());
  await screen.until(() => seen.test(screen.visible()) || breached(), String(seen));
  if (seen.test(screen.visible())) return;
  screen.type('go on\r');
  await screen.until(() => seen.test(screen.visible()), String(seen));
}

/** What is redrawn, from its header on. */
function living(screen: PtyProgram): readonly string[] {
  const lines = screen.visible().split('\n');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('Production deployment  ')));
}

/** Without what differs from run to run: times, names, what is measured, and where a time leaves room for less text. */
function lasting(lines: readonly string[]): string {
  const kept = lines.filter(
    (line) => !/baseline|no value|watch yourself|roll back for|^─+$/.test(line) || /actual|expected/.test(line),
  );
  return `${kept
    .map((line) =>
      line
        .replace(/run \w{6}/, 'run ID')
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, 'DATE')
        .replace(/\b[0-9a-f]{8}\b/, 'ID')
        .replace(/ +(?:\d+\.\d|\d+)s(?= |$)|(?: +)\d+m\d\ds(?= |$)/, '  TIME')
        .replace(/[▓░]{9}/, 'BAR')
        .replace(/(value is|baseline is) \d+/g, '$1 N')
        .replace(/^(Production deployment) .*(TIME of \S+)$/, '$1  $2')
        .replace(/^(.{0,40}).*….*$/u, '$1 …'),
    )
    .join('\n')}\n`;
}
