import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {JSDOM} from 'jsdom';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {excerptOf} from '../../src/journal/excerpt.ts';
import {html} from '../../src/report/formats/html/html.tsx';
import {junit} from '../../src/report/formats/junit.ts';
import {opened, seriousFindings} from './rig/accessibility.ts';
import {approvedRun} from './rig/approved-run.ts';

const STEPS = 300;
const BYTES = Math.ceil((50 << 20) / STEPS);

describe('the record of 300 steps that printed 50 MB', () => {
  let folder = '';
  let asked = 0;
  let page = '';
  let dom: JSDOM;
  let cases = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'runbook-report-'));
    const file = join(folder, 'stdout');
    writeFileSync(file, outputOf(BYTES));
    const groups = Array.from({length: STEPS / 10}, (_, group) => {
      const steps = Array.from({length: 10}, (_, step) => `      - {title: Step ${group * 10 + step}, run: bin/step}`);
      return `  - title: Group ${group}\n    steps:\n${steps.join('\n')}`;
    });
    const run = approvedRun({text: `runbook: release\ntitle: Release\nsteps:\n${groups.join('\n')}\n`});
    const output = (_: string, most: number) => {
      asked += 1;
      const stdout = excerptOf(file, most);
      return stdout === undefined ? {} : {stdout};
    };
    page = html.render({...run, output});
    dom = opened(page);
    cases = junit.render({...run, output});
  }, 120_000);
  afterAll(() => rmSync(folder, {recursive: true, force: true}));

  it('holds the beginning and the end of every output, and says what it left out', () => {
    const {document} = dom.window;
    const steps = [...document.querySelectorAll('.output')];
    expect(steps).toHaveLength(STEPS);
    for (const step of steps) {
      expect(step.querySelector('pre')?.textContent).toMatch(/^line 0 /);
      expect(step.querySelector('pre:last-of-type')?.textContent).toContain('the last line');
      expect(step.querySelector('.cut')?.textContent).toMatch(/^\d+ kB were left out here$/);
    }
    expect(asked).toBe(2 * STEPS);
  });

  it('is a page of a few megabytes', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(6_000_000);
    expect(Buffer.byteLength(cases)).toBeLessThan(6_000_000);
  });

  it('draws no more lines than can be read, and says how many it left out', () => {
    const {document} = dom.window;
    expect(document.querySelectorAll('.chart a')).toHaveLength(30);
    expect(document.querySelectorAll('.chart a .bar.succeeded')).toHaveLength(30);
    expect(document.querySelector('figcaption')?.textContent).toContain('300 inner or shorter steps are not drawn.');
  });

  it('has no serious finding of axe', async () => {
    expect(await seriousFindings(dom)).toEqual([]);
  }, 120_000);
});

function outputOf(bytes: number): string {
  const lines: string[] = [];
  for (let length = 0, index = 0; length < bytes; index += 1) {
    const line = `line ${index} of the output of a step, with <markup> & "quotes"`;
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\nthe last line\n`;
}
