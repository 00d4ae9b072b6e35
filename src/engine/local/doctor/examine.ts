import {existsSync} from 'node:fs';
import {stateFolder} from '../../../journal/state-folder.ts';
import {examineLocks} from './examine-locks.ts';
import {examinePlaces} from './examine-places.ts';
import {examineProcesses} from './examine-processes.ts';
import {type ExaminedRun, examineRun} from './examine-run.ts';
import type {Finding} from './finding.ts';
import {entriesOf} from './kept-entries.ts';

/** What was found of a state folder. */
export interface Examined {
  readonly state: string;
  readonly runs: number;
  readonly findings: readonly Finding[];
}

/** Looks at everything in the state folder and changes nothing. */
export function examineState(state: string = stateFolder()): Examined {
  if (!existsSync(state)) return {state, runs: 0, findings: []};
  const {runs, strangers} = entriesOf(state);
  const examined = runs.map((folder): ExaminedRun => examineRun(folder));
  const findings = [
    ...examinePlaces(state, runs),
    ...strangers,
    ...examined.flatMap((run) => run.findings),
    ...examineLocks(state, examined),
    ...examineProcesses(examined),
  ];
  return {state, runs: runs.length, findings: findings.toSorted((a, b) => rank(a) - rank(b))};
}

function rank({severity}: Finding): number {
  return severity === 'problem' ? 0 : 1;
}
