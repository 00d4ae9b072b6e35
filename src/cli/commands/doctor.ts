import {harmless} from '../../base/harmless.ts';
import {type Examined, examineState} from '../../engine/local/doctor/examine.ts';
import type {Finding} from '../../engine/local/doctor/finding.ts';
import {type Paint, paintFor} from '../../report/style.ts';
import type {Command} from '../command.ts';
import {plural} from '../diagnostics.ts';
import {exitStatus} from '../exit-status.ts';

/** Finds and explains what is wrong with the folder in which runs are kept. */
export const doctor: Command = {
  usage: '[--json]',
  about: `Looks at the folder in which runs are kept and changes nothing: runs that have not ended and whose engine is dead,
damaged and torn records and those of a newer program, locks that were not given back, processes that still live, files
that others may read, a disk that is nearly full. Says of each what to do about it.`,
  options: {json: {about: 'as JSON'}},
  positionals: [],
  examples: [['runbook doctor', 'exit 1 if something stands in the way']],
  run: async (call, terminal) => {
    const examined = examineState();
    const bad = examined.findings.some(({severity}) => severity === 'problem');
    if (call.flag('json')) terminal.out(`${JSON.stringify(examined, null, 2)}\n`);
    else terminal.out(textOf(examined, paintFor(terminal)));
    return bad ? exitStatus.failed : exitStatus.done;
  },
};

function textOf({state, runs, findings}: Examined, paint: Paint): string {
  const head = `${plural(runs, 'run')} in ${state}`;
  if (findings.length === 0) return `${head}: all is well\n`;
  return `${head}\n${findings.map((finding) => lines(finding, paint)).join('')}`;
}

function lines({severity, where, message, next}: Finding, paint: Paint): string {
  const sign = severity === 'problem' ? paint.red(paint.sign('failed')) : paint.sign('note');
  return `${sign} ${harmless(where)}\n    ${harmless(message)}\n    ${paint.cyan(harmless(next))}\n`;
}
