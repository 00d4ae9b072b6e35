import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    maxWorkers: availableParallelism(),
    reporters: process.env.RUNBOOK_TEST_COUNTS
      ? ['default', fileURLToPath(new URL('./reporter.mjs', import.meta.url))]
      : ['default'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
