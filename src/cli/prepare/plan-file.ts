import {hash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {basename, dirname, relative, resolve} from 'node:path';
import {jsonObject} from '../../base/json-object.ts';
import {sizeText} from '../../base/limits.ts';
import {fail, ok, type Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';
import type {Values} from '../../base/value.ts';
import {folderOf, readGiven} from '../../engine/local/io/given-file.ts';
import type {Runbook} from '../../model/runbook.ts';
import {planOf} from '../../report/plan/plan.ts';
import {planAround} from '../../report/plan/plan-around.ts';

/** A plan as it was reviewed: what `exec --plan` executes, and nothing else. */
export interface ReviewedPlan {
  /** Absolute. */
  readonly runbook: string;
  readonly inputs: Values;
  /** Where its commands run, as seen from the folder of the runbook. */
  readonly cwd: string;
  /** SHA-256 of everything in it, hexadecimal. */
  readonly hash: string;
  /** What it promises of a runbook that is executed with its inputs. */
  readonly promise: string;
}

/** Everything that a run of the runbook would do with these inputs, as data. */
export function planData(runbook: Runbook, inputs: Values) {
  const around = planAround(runbook, inputs);
  return {runbook: runbook.name, title: runbook.title, ...around, steps: planOf(runbook, inputs)};
}

/** What is planned, and where. */
export interface Planned {
  readonly runbook: Runbook;
  /** Absolute. */
  readonly file: string;
  readonly inputs: Values;
  /** Where its commands run, as seen from the folder of the runbook. */
  readonly cwd: string;
}

/** Writes the plan to a file, with the hash that stands for it. The error says why it cannot be written. */
export function writePlan(path: string, {runbook, file, inputs, cwd}: Planned): Result<string, string> {
  const body = {format: FORMAT, file: relative(dirname(path), file), cwd, inputs, ...promiseOf(runbook, inputs)};
  const digest = hashOf(body);
  try {
    writeFileSync(path, `${JSON.stringify({...body, hash: digest}, null, 2)}\n`);
    return ok(digest);
  } catch (error) {
    return fail(`--out "${path}" cannot be written: ${systemMessage(error)}`);
  }
}

/**
 * Reads a plan; the error says that it is none, or that it is not as it was written. In one that comes through a pipe the
 * path of the runbook counts from `cwd`.
 */
export function readPlan(path: string, cwd: string): Result<ReviewedPlan, string> {
  const read = readGiven(path, LONGEST);
  if (!read.ok) return fail(`--plan "${path}" cannot be read: ${read.error}`);
  const {bytes, size} = read.value;
  if (size > LONGEST) return fail(`--plan "${path}" is too large for a plan: ${sizeText(LONGEST)} are the most`);
  const {hash: digest, ...body} = jsonObject(bytes.toString('utf8')) ?? {};
  const {format, file, cwd: place, inputs, texts, plan} = body;
  if (format !== FORMAT || typeof file !== 'string' || typeof place !== 'string' || typeof digest !== 'string') {
    return fail(`"${basename(path)}" is not a plan that "runbook plan --out" wrote`);
  }
  if (hashOf(body) !== digest) return fail(`the plan "${basename(path)}" was changed after it was written`);
  const runbook = resolve(folderOf(path, cwd), file);
  return ok({runbook, inputs: inputs as Values, cwd: place, hash: digest, promise: JSON.stringify({texts, plan})});
}

/** Why executing the runbook would not be what was reviewed; undefined if it would. */
export function broken({promise, inputs}: ReviewedPlan, runbook: Runbook): string | undefined {
  const now = promiseOf(runbook, inputs);
  if (JSON.stringify(now) === promise) return undefined;
  return JSON.parse(promise).texts === now.texts
    ? 'this program would do something else than the one that planned; plan again'
    : 'the runbook is not the one that was planned; plan again, and have that reviewed';
}

const FORMAT = 2;

/** Bytes that no plan has: a runbook may have 20,000 steps. */
const LONGEST = 64 << 20;

function promiseOf(runbook: Runbook, inputs: Values) {
  const texts = hash('sha256', JSON.stringify(runbook.files.map(({text}) => text)));
  return {texts, plan: planData(runbook, inputs)};
}

function hashOf(body: object): string {
  return hash('sha256', JSON.stringify(body));
}
