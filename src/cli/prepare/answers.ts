import {didYouMean} from '../../base/did-you-mean.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import type {Values} from '../../base/value.ts';
import type {Runbook} from '../../model/runbook.ts';
import {formatDiagnostic} from '../../text/code-frame.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {misfits} from './misfits.ts';
import {readPlainFile} from './read-file.ts';

/**
 * Reads a file of answers: a map from step id (or `monitors.<id>`) to what is answered. The error says what is wrong
 * with it: also an id that the runbook does not have, or an answer that does not fit.
 */
export function readAnswers(path: string | undefined, cwd: string, runbook: Runbook): Result<Values, string> {
  if (path === undefined) return ok({});
  const read = readPlainFile(path, cwd);
  if (!read.ok) return fail(`--answers ${path} cannot be used:\n${linesOf(read.error)}`);
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    return fail(`${path}: a map from step ids to answers was expected`);
  }
  const answers = read.value as Values;
  const known = knownIds(runbook);
  const unknown = Object.keys(answers).find((id) => !known.includes(id));
  if (unknown === undefined) {
    const wrong = misfits(answers, runbook);
    return wrong.length === 0 ? ok(answers) : fail(wrong.map((each) => `${path}: ${each}`).join('\n'));
  }
  const meant = didYouMean(unknown, known);
  return fail(
    `${path}: the runbook has no step "${unknown}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

function knownIds(runbook: Runbook): readonly string[] {
  const ids = [...runbook.defs.values()].filter((block) => block.named).map((block) => block.id);
  return [...ids, ...Object.keys(runbook.monitors).map((name) => `monitors.${name}`)];
}

function linesOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => formatDiagnostic(each, {color: false, unicode: true})).join('\n');
}
