import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench} from '../bench.ts';

const count = 200;

/** What a step costs beside the process it starts. */
export const steps: Bench = {
  summary: `${count} trivial steps, journal on, against a bash loop that starts as many shells`,
  rounds: 5,
  contestants: ({folder, runbook}) => {
    const loop = ['bash', '-c', `for i in $(seq ${count}); do bash -c true; done`];
    writeRunbook(folder, 'list', '[/bin/true]');
    writeRunbook(folder, 'script', "'true'");
    return [
      {label: 'bash loop', command: loop},
      {label: 'bash loop, again', command: loop},
      {label: 'run: [/bin/true]', command: runbook('exec', 'list.yaml', '--format', 'plain')},
      {label: "run: 'true'", command: runbook('exec', 'script.yaml', '--format', 'plain')},
    ];
  },
  limits: ({ratio}) => [
    {what: `${count} steps of a list`, value: ratio('run: [/bin/true]'), limit: 4, unit: '×'},
    {what: `${count} steps of a script`, value: ratio("run: 'true'"), limit: 4, unit: '×'},
  ],
};

function writeRunbook(folder: string, name: string, command: string): void {
  const text = `runbook: ${name}\ntitle: Trivial steps\nsteps:\n${`  - run: ${command}\n`.repeat(count)}`;
  writeFileSync(join(folder, `${name}.yaml`), text);
}
