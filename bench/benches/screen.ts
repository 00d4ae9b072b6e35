import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench} from '../bench.ts';

const branches = 5;
const stepsEach = 40;

/** Whether the screen of a run in which much is printed costs the machine, or the commands, anything. */
export const screen: Bench = {
  summary: '200 steps in five branches that all print 2,000 lines a second, on a screen and in plain lines',
  rounds: 3,
  contestants: ({folder, runbookWithPeak}) => {
    writeFileSync(join(folder, 'busy.yaml'), busy());
    const inTerminal = join(import.meta.dirname, '../in-terminal.mjs');
    return [
      {label: 'plain lines', command: runbookWithPeak('exec', 'busy.yaml', '--format', 'plain')},
      {label: 'screen', command: [process.execPath, inTerminal, ...runbookWithPeak('exec', 'busy.yaml')]},
    ];
  },
  limits: ({ratio, share}) => [
    {what: 'time of the run with a screen', value: ratio('screen'), limit: 1.05, unit: '×'},
    {what: 'share of one core for the screen', value: share('screen'), limit: 15, unit: '%'},
  ],
};

function busy(): string {
  const steps = Array.from({length: stepsEach}, (_, step) => {
    const command = `for i in 1 2 3 4 5; do seq -f "line %g of step ${step}" 1 200; sleep 0.1; done`;
    return `          - {title: Step ${step} of a branch, run: '${command}'}\n`;
  }).join('');
  const groups = Array.from(
    {length: branches},
    (_, branch) => `      - title: Branch ${branch}\n        steps:\n${steps}`,
  );
  return `runbook: busy\ntitle: Five branches\nsteps:\n  - parallel: all\n    steps:\n${groups.join('')}`;
}
