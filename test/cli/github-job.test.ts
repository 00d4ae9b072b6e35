import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';

const FILES = {
  'good.yaml': "runbook: good\ntitle: Good\nsteps:\n  - {title: Say it, run: 'echo said', read_only: true}\n",
  'bad.yaml': 'runbook: bad\ntitle: Bad\nsteps:\n  - {runn: make}\n',
};

let folder = '';
let before: string | undefined;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-job-')));
  // A job whose working directory is not the top of its repository.
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'service'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, 'service', name), text);
  before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = join(folder, 'state');
});

afterEach(() => {
  if (before === undefined) delete process.env.RUNBOOK_STATE;
  else process.env.RUNBOOK_STATE = before;
  rmSync(folder, {recursive: true, force: true});
});

describe('in a job of GitHub Actions', () => {
  it('a run leaves its groups in the log, the reports that were asked for, and the summary of the job', async () => {
    const {status, printed} = await job([
      'exec',
      'good.yaml',
      '--report',
      'html=run.html',
      '--report',
      'junit=run.xml',
    ]);
    expect({status, printed}).toMatchObject({
      status: 0,
      printed: expect.stringContaining('::group::Say it\nsaid\n::endgroup::\n'),
    });
    expect(read('service/run.html')).toMatch(/^<!doctype html>/);
    expect(read('service/run.xml')).toContain('<testsuites name="Good" tests="2" failures="0"');
    expect(read('summary.md')).toMatch(/^## ✔ Good: Done\n/);
  });

  it('lint annotates files as the top of the repository sees them, and adds a table to the summary', async () => {
    const {status, printed} = await job(['lint', 'bad.yaml']);
    expect(status).toBe(1);
    expect(printed).toContain('::error file=service/bad.yaml,line=4,');
    expect(read('summary.md')).toMatch(/^## ✖ 1 finding\n[\s\S]*\| error \| `service\/bad\.yaml:4` \|/);
  });

  it('a summary that cannot be written is said, and changes nothing', async () => {
    const {status, printed} = await job(['lint', 'good.yaml'], {
      GITHUB_STEP_SUMMARY: join(folder, 'nowhere/summary.md'),
    });
    expect(status).toBe(0);
    expect(printed).toContain('runbook: the summary of the job was not written: no such file or directory\n');
  });
});

async function job(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  const terminal: Terminal = {
    out: print,
    err: print,
    drained: async (text) => print(text),
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment: {
      PATH: process.env.PATH,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      ...more,
    },
    cwd: join(folder, 'service'),
  };
  const status = await runProgram(args, terminal);
  return {status, printed};
}

function read(file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
