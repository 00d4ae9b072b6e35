import {RecordedApprovals, type VerifiedApprovals} from '../../engine/local/verify-approvals.ts';
import {verifyCheckpoint} from '../../engine/local/verify-checkpoint.ts';
import type {Alteration} from '../../journal/compare-outputs.ts';
import {findRun} from '../../journal/runs.ts';
import {type VerifiedRun, verifyRun} from '../../journal/verify-run.ts';
import type {Command} from '../command.ts';
import {plural} from '../diagnostics.ts';
import {exitStatus} from '../exit-status.ts';
import {runPrefix, textsOf} from '../record/run-record.ts';

/** Says whether a run's record is still what was written. */
export const verify: Command = {
  usage: '[RUN] [--head HASH]',
  about: `Says whether the record of a run is still what was written: each record of the journal carries the hash of all before
it, and those of the outputs and of the runbook are in it. Compares what a long
run would go on from with all its records. Judges the approvals once more, by what their steps demanded
and who could sign when they were given. Names the first record that was changed, and every file. The hash that is
printed stands for the whole record; kept elsewhere and given as --head, it also shows a record that was written anew
from beginning to end. Without a name, the newest run.`,
  options: {
    head: {takes: 'HASH', about: 'the hash the record had: it, or a later one that follows from it, must be there'},
    json: {about: 'as JSON'},
  },
  positionals: ['[RUN]'],
  examples: [['runbook verify 7f3k', 'exit 0 if nothing was changed, 1 if something was']],
  run: async (call, terminal) => {
    const prefix = runPrefix(call.positionals[0]);
    const found = prefix.ok ? findRun(prefix.value) : prefix;
    if (!found.ok) {
      terminal.err(`runbook verify: ${found.error}\n`);
      return exitStatus.invalid;
    }
    const {id, folder} = found.value;
    const approvals = new RecordedApprovals();
    const record = await verifyRun(folder, call.value('head'), approvals.take);
    const {signatures, alterations} = await approvals.verify(() => textsOf(folder));
    const all = [...record.alterations, ...verifyCheckpoint(folder), ...alterations];
    const verified = {...record, signatures, alterations: all};
    const status = verified.alterations.length === 0 ? exitStatus.done : exitStatus.failed;
    if (call.flag('json')) terminal.out(`${JSON.stringify({run: id, ...verified}, null, 2)}\n`);
    else if (status === exitStatus.done) terminal.out(unchanged(id, verified));
    else terminal.err(changed(id, verified));
    return status;
  },
};

type Verified = VerifiedRun & Pick<VerifiedApprovals, 'signatures'>;

function unchanged(id: string, {records, outputs, head, torn, signatures}: Verified): string {
  const rest = torn === 0 ? '' : `${plural(torn, 'byte')} of a last record that is not whole were left out\n`;
  const signed =
    signatures === 0 ? '' : `${plural(signatures, 'signature')} of approvals ${signatures === 1 ? 'is' : 'are'} good\n`;
  return `run ${id}: ${plural(records, 'record')} and ${plural(outputs, 'output')} are as they were written\n${signed}${rest}${head}\n`;
}

function changed(id: string, {alterations, records}: Verified): string {
  const lines = alterations.map((each) => `  ${nameOf(each)}: ${each.message}\n`).join('');
  return `runbook verify: run ${id} is not what was written; its first ${plural(records, 'record')} are good\n${lines}`;
}

function nameOf({where, step}: Alteration): string {
  return step === undefined ? where : `${where} (${step})`;
}
