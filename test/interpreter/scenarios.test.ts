import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {played, type Scenario} from './scenario.ts';
import {trace} from './trace.ts';

const folder = join(import.meta.dirname, 'scenarios');

describe.each(readdirSync(folder))('%s', (name) => {
  const scenarios = parse(readFileSync(join(folder, name), 'utf8')) as readonly Scenario[];
  test.each(scenarios)('$name', (scenario) => {
    expect(trace(played(scenario))).toEqual(scenario.trace);
  });
});
