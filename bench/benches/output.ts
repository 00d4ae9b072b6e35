import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench} from '../bench.ts';

/** Lines of a log, so many bytes of them; `yes` ends by a broken pipe, which is no failure here. */
const printing = (bytes: number): string =>
  `{ yes 'a line of a log, as long as most of them are' || true; } | head -c ${bytes}`;
const small = 10_000_000;
const large = 1_000_000_000;

/** Whether a step that prints very much costs memory or time. */
export const output: Bench = {
  summary: 'a step that prints 1 GB against the same command writing to a file',
  rounds: 3,
  bulky: true,
  contestants: ({folder, runbookWithPeak}) => {
    const toFile = ['bash', '-c', `${printing(large)} > state/output`];
    writeRunbook(folder, 'small', stepPrinting(small));
    writeRunbook(folder, 'large', stepPrinting(large));
    writeRunbook(folder, 'matched', `${stepPrinting(large)}    expect: {stdout: {not_contains: no such line}}\n`);
    return [
      {label: 'bash > file, 1 GB', command: toFile},
      {label: 'bash > file, 1 GB, again', command: toFile},
      {label: 'exec, 10 MB', command: runbookWithPeak('exec', 'small.yaml', '--format', 'plain')},
      {label: 'exec, 1 GB', command: runbookWithPeak('exec', 'large.yaml', '--format', 'plain')},
      {label: 'exec, 1 GB, searched', command: runbookWithPeak('exec', 'matched.yaml', '--format', 'plain')},
    ];
  },
  limits: ({ratio, peak}) => [
    {what: 'time for 1 GB', value: ratio('exec, 1 GB'), limit: 2, unit: '×'},
    {what: 'peak memory at 1 GB', value: peak('exec, 1 GB'), limit: 150, unit: 'MB'},
    {what: 'peak memory, 1 GB searched', value: peak('exec, 1 GB, searched'), limit: 150, unit: 'MB'},
    {what: 'more than at 10 MB', value: peak('exec, 1 GB') - peak('exec, 10 MB'), limit: 60, unit: 'MB'},
  ],
};

function stepPrinting(bytes: number): string {
  return `  - run: |-\n      ${printing(bytes)}\n`;
}

function writeRunbook(folder: string, name: string, step: string): void {
  writeFileSync(join(folder, `${name}.yaml`), `runbook: ${name}\ntitle: Much output\nsteps:\n${step}`);
}
