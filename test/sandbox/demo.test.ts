import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../examples/sandbox/programs/scenarios.mjs';

const demo = join(import.meta.dirname, '..', '..', 'examples', 'sandbox', 'demo.mjs');

describe('demo.mjs', () => {
  it('lists every scenario in its help', () => {
    const {status, stdout} = run('--help');
    expect(status).toBe(0);
    for (const [name, text] of Object.entries(scenarios)) {
      expect(stdout).toContain(name);
      expect(stdout).toContain(text);
    }
  });

  it.each([
    [['--scenario', 'sunshine'], 'healthy, build-fails, health-never-passes, errors-rise, rollback-fails'],
    [['--scenario'], '--scenario is one of'],
    [['--pace', 'slow'], '--pace is a number'],
    [['--pace', '-1'], '--pace is a number'],
  ])('refuses %j', (words, message) => {
    const {status, stderr} = run(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

function run(...words: readonly string[]) {
  return spawnSync(process.execPath, [demo, ...words], {encoding: 'utf8'});
}
