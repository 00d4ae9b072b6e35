import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';

const NAME = 'a\u001b]0;owned\u0007\u001b[8m\u009b2J%\nb\r.yaml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  writeFileSync(join(folder, NAME), 'runbook: b\ntitle: B\nsteps:\n  - run: echo {{nothing}}\n');
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

async function said(args: readonly string[], color = false): Promise<{readonly out: string; readonly err: string}> {
  let [out, err] = ['', ''];
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    drained: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    interactive: false,
    color,
    unicode: true,
    columns: 100,
    environment: {},
    cwd: folder,
  };
  await runProgram(args, terminal);
  return {out, err};
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what the program itself paints with.
const COLOR = /\u001b\[(?:0|1|1;31|1;33|3[1-6])m/g;

test.each<[string, readonly string[]]>([
  ['a command', [NAME]],
  ['an option', ['lint', `--${NAME}`]],
  ['a value of an option', ['lint', `--format=${NAME}`]],
  ['a file that is not there', ['plan', `no-${NAME}`]],
  ['a folder that is not there', ['lint', `no/${NAME}`]],
  ['a file with findings', ['plan', NAME]],
  ['an input', ['plan', NAME, '--input', `${NAME}=1`]],
  ['a run', ['show', NAME]],
  ['a topic', ['help', NAME]],
  ['a file that is no plan', ['exec', '--plan', NAME]],
  ['a time', ['runs', '--since', NAME]],
  ['a lint of the folder', ['lint', '.']],
  ['pretty', ['lint', NAME, '--format', 'pretty']],
  ['compact', ['lint', NAME, '--format', 'compact']],
  ['github', ['lint', NAME, '--format', 'github']],
  ['markdown', ['lint', NAME, '--format', 'markdown']],
])('%s is told without anything that a terminal obeys', async (_, args) => {
  const {out, err} = await said(args);
  expect(out + err).not.toMatch(OBEYED);
  expect(out + err).not.toMatch(/^b/m);
  expect(out + err).toMatch(/yaml/);
});

test('the colours of the program stay', async () => {
  const {err} = await said(['plan', NAME], true);
  expect(err).toContain('\u001b[1;31merror');
  expect(err.replaceAll(COLOR, '')).not.toMatch(OBEYED);
});

test('an annotation names the file as GitHub unescapes it', async () => {
  const {out} = await said(['lint', NAME, '--format', 'github']);
  expect(out).toContain('%25%0Ab%0D.yaml,line=4');
});
