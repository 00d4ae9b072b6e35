import {jsonObject} from '../../base/json-object.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {readRegular} from '../../journal/regular-file.ts';
import {RUN_FILES, runFile} from '../../journal/run-folder.ts';
import type {RunOptions} from './create-run.ts';

/** What a run keeps beside its journal and its runbook, for every engine that takes it up. */
export interface KeptState {
  readonly seed: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly options: RunOptions;
}

/** Reads what a run keeps; the errors say of each file that cannot be used what is wrong with it. */
export function readKeptState(folder: string): Result<KeptState, readonly string[]> {
  const seed = textOf(folder, 'seed', (text) => (/^[0-9a-f]+$/.test(text) ? text : undefined));
  const environment = textOf(folder, 'environment', environmentIn);
  const options = textOf(folder, 'options', optionsIn);
  if (seed.ok && environment.ok && options.ok) {
    return ok({seed: seed.value, environment: environment.value, options: options.value});
  }
  return fail([seed, environment, options].flatMap((each) => (each.ok ? [] : [each.error])));
}

function textOf<T>(
  folder: string,
  file: 'seed' | 'environment' | 'options',
  understand: (text: string) => T | undefined,
): Result<T, string> {
  const read = readRegular(runFile(folder, file));
  if (!read.ok) return fail(`${RUN_FILES[file]}: ${read.error}`);
  const value = understand(read.value.toString('utf8'));
  return value === undefined ? fail(`${RUN_FILES[file]}: it is not what a run keeps there`) : ok(value);
}

function environmentIn(text: string): KeptState['environment'] | undefined {
  const fields = jsonObject(text);
  const isGood = fields !== undefined && Object.values(fields).every((value) => typeof value === 'string');
  return isGood ? (fields as KeptState['environment']) : undefined;
}

function optionsIn(text: string): RunOptions | undefined {
  const {answers, yes, accepted} = jsonObject(text) ?? {};
  const isMap = typeof answers === 'object' && answers !== null && !Array.isArray(answers);
  const isGood =
    isMap && typeof yes === 'boolean' && Array.isArray(accepted) && accepted.every((id) => typeof id === 'string');
  return isGood ? ({answers, yes, accepted} as RunOptions) : undefined;
}
