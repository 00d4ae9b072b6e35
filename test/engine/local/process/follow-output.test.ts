import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {followOutput} from '../../../../src/engine/local/process/follow-output.ts';
import {ATTEMPT_FILES} from '../../../../src/journal/run-folder.ts';

const QUARTER_GIGABYTE = 256 * 1024 * 1024;

test('an output that takes long to be judged holds nobody who leaves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-follow-'));
  try {
    for (const name of ['stdout', 'stderr'] as const) writeFileSync(join(folder, ATTEMPT_FILES[name]), '');
    truncateSync(join(folder, ATTEMPT_FILES.stdout), QUARTER_GIGABYTE);
    const left = new AbortController();
    let fed = 0;
    const follower = followOutput({
      folder,
      begun: 0,
      matchers: {
        stdout: [
          {
            feed: (piece) => {
              fed += piece.length;
              left.abort();
            },
            verdict: () => ({holds: true}),
          },
        ],
        stderr: [],
        output: [],
      },
      forms: [],
      hides: false,
      onPassed: () => {},
      note: () => {},
    });
    await follower.drain(left.signal);
    follower.close();
    expect(fed).toBeGreaterThan(0);
    expect(fed).toBeLessThan(QUARTER_GIGABYTE);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
