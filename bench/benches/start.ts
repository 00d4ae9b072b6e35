import {copyFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench} from '../bench.ts';

/** How long somebody waits before anything happens. */
export const start: Bench = {
  summary: 'start of the program against an empty Node',
  rounds: 21,
  contestants: ({folder, runbook}) => {
    copyFileSync(join(import.meta.dirname, '../../examples/hello.yaml'), join(folder, 'hello.yaml'));
    return [
      {label: 'node -e 0', command: [process.execPath, '-e', '0']},
      {label: 'node -e 0, again', command: [process.execPath, '-e', '0']},
      {label: '--version', command: runbook('--version')},
      {label: '--help', command: runbook('--help')},
      {label: 'lint hello.yaml', command: runbook('lint', 'hello.yaml')},
    ];
  },
  limits: ({ratio}) => [
    {what: '--version', value: ratio('--version'), limit: 2, unit: '×'},
    {what: 'lint of one small file', value: ratio('lint hello.yaml'), limit: 4, unit: '×'},
  ],
};
