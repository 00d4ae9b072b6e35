import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Scripted} from '../../../src/engine/simulated/script.ts';
import type {Act} from '../../../src/events/effect.ts';
import {failed, recordOf, type TestRecord} from './reference-run.ts';

/** A release that Grace approves, with a retry, an accepted failure, branches side by side and something left in force. */
export function approvedRun(given: {readonly text?: string; readonly output?: string} = {}): TestRecord {
  return recordOf({
    name: 'release.yaml',
    text: given.text ?? readFileSync(join(import.meta.dirname, 'release.yaml'), 'utf8'),
    act,
    inputs: {},
    printed: (key) => given.output ?? `${key}: 1 of 1\n`,
  });
}

function act({def, attempt}: Act): Scripted {
  const path: string = def;
  if (path.endsWith('/migrate') && attempt < 3) {
    const failure = failed('exit', 'exit status 0', 'exit status 1', {exit: 1, tookMs: 8_000}).failure;
    const tail = ['ERROR: the table "orders" is locked by <session 17> & others'];
    return {did: 'failed', exit: 1, tookMs: 8_000, failure: {...failure, tail} as never};
  }
  if (path.endsWith('/warm')) return {did: 'failed', failure: {reason: 'timed-out', after: 30_000}, tookMs: 30_000};
  return {did: 'succeeded', exit: 0, tookMs: 5_000};
}
