import {fail, ok, type Result} from '../../base/result.ts';
import {outputExcerpts} from '../../journal/excerpt.ts';
import type {ListedReport} from '../../report/formats/report-format.ts';
import {reports} from '../../report/formats/reports.ts';
import {recordRun} from '../../report/record/record-run.ts';
import {version} from '../version.ts';
import {alteredOutputs} from './altered-outputs.ts';
import {aboutRun, turnsOf} from './run-record.ts';
import {unmaskedNote} from './unmasked-note.ts';

/** A report, and how its file's name ends. */
export interface WrittenReport {
  readonly text: string;
  readonly extension: string;
  /** That a secret may stand in it. */
  readonly unmasked?: string;
  /** What of the run's folder could not be believed. */
  readonly damages: readonly string[];
}

/** The report named `format` on the run in `folder`; the error says why nothing can be told of it. */
export async function reportOn(folder: string, format: string): Promise<Result<WrittenReport, string>> {
  const {turns, damage: journalDamage, head} = turnsOf(folder);
  if (turns.length === 0) return fail(journalDamage ?? 'nothing of the run is recorded');
  const listed = (reports as Readonly<Record<string, ListedReport>>)[format];
  if (listed === undefined) throw new Error(`there is no report "${format}"`);
  const {render, extension} = await listed.load();
  const {about, damage: copyDamage, hasSecrets} = await aboutRun(folder);
  const outputDamage = await alteredOutputs(folder, turns);
  const damages = [journalDamage, copyDamage, outputDamage].filter((each) => each !== undefined);
  const text = render({
    record: recordRun(turns, about),
    output: (key, most) => outputExcerpts(folder, key, most),
    version,
    ...(damages.length > 0 && {damage: damages.join('; ')}),
    ...(head !== undefined && {head}),
  });
  const unmasked = unmaskedNote({folder, turns, hasSecrets});
  return ok({text, extension, damages, ...(unmasked !== undefined && {unmasked})});
}
