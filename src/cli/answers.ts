import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Values} from '../base/value.ts';
import {readPlainYaml} from '../document/plain.ts';
import {readSource} from '../document/read.ts';
import type {Runbook} from '../model/runbook.ts';
import {formatDiagnostic} from '../text/code-frame.ts';
import {systemMessage} from './system-message.ts';

/**
 * Reads a file of answers: a map from step id (or `monitors.<id>`) to what is answered. The error says what is wrong
 * with it; an id that the runbook does not have is one.
 */
export function readAnswers(path: string | undefined, cwd: string, runbook: Runbook): Result<Values, string> {
  if (path === undefined) return ok({});
  const read = plainFile(path, cwd);
  if (!read.ok) return read;
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    return fail(`${path}: a map from step ids to answers was expected`);
  }
  const answers = read.value as Values;
  const known = knownIds(runbook);
  const unknown = Object.keys(answers).find((id) => !known.includes(id));
  if (unknown === undefined) return ok(answers);
  const meant = didYouMean(unknown, known);
  return fail(
    `${path}: the runbook has no step "${unknown}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

function knownIds(runbook: Runbook): readonly string[] {
  const ids = [...runbook.defs.values()].filter((block) => block.named).map((block) => block.id);
  return [...ids, ...Object.keys(runbook.monitors).map((name) => `monitors.${name}`)];
}

function plainFile(path: string, cwd: string) {
  try {
    const source = readSource(path, readFileSync(resolve(cwd, path)));
    if (!source.ok) return fail(source.error.message);
    const read = readPlainYaml(source.value);
    if (read.ok) return read;
    return fail(read.error.map((each) => formatDiagnostic(each, {color: false, unicode: true})).join('\n'));
  } catch (error) {
    return fail(`--answers "${path}" cannot be read: ${systemMessage(error)}`);
  }
}
