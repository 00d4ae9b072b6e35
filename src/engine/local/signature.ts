import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {NAMESPACE} from '../../control/statement.ts';

/** Signs `statement` with a private SSH key, or a public one whose private half an agent holds. */
export function sign(statement: string, key: string): Promise<Result<string, string>> {
  return keygen(['-Y', 'sign', '-q', '-n', NAMESPACE, '-f', key], statement);
}

/** A signature to be checked. */
export interface Signed {
  readonly statement: string;
  readonly signature: string;
  readonly by: string;
  /** The text of the allowed-signers file (ssh-keygen(1), ALLOWED SIGNERS). */
  readonly signers: string;
  /** When it was given, in milliseconds since 1970: a key that expired since was good then; now, if not given. */
  readonly at?: number;
}

/**
 * Whether `signature` is that of `by`, whose key `signers` holds, over exactly this statement. Gives the fingerprint of
 * that key, as `ssh-keygen` writes it.
 */
export async function verifySignature(signed: Signed): Promise<Result<string, string>> {
  const {statement, signature, by, signers, at} = signed;
  const folder = mkdtempSync(join(tmpdir(), 'runbook-signature-'));
  try {
    const files = {signers: join(folder, 'signers'), signature: join(folder, 'signature')};
    writeFileSync(files.signers, signers, {mode: 0o600});
    writeFileSync(files.signature, signature, {mode: 0o600});
    const then = at === undefined ? [] : [`-Overify-time=${localTime(at)}`];
    const words = ['-Y', 'verify', ...then, '-n', NAMESPACE, '-I', by, '-f', files.signers, '-s', files.signature];
    const verified = await keygen(words, statement);
    if (!verified.ok) return verified.error === NO_KEYGEN ? verified : fail(`it is not that of ${by} over this`);
    const fingerprint = /key (SHA256:\S+)$/.exec(verified.value)?.[1];
    return fingerprint === undefined ? fail('ssh-keygen names no key for it') : ok(fingerprint);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const NO_KEYGEN = 'signatures need ssh-keygen (OpenSSH 8.1 or later), which is not installed';

/** `YYYYMMDDHHMMSS` on the clock of this machine, by which ssh-keygen reads the times of allowed signers, too. */
function localTime(at: number): string {
  const date = new Date(at);
  const fields = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${date.getFullYear()}${fields.map((field) => String(field).padStart(2, '0')).join('')}`;
}

async function keygen(words: readonly string[], input: string): Promise<Result<string, string>> {
  const {execa} = await import('execa');
  const {failed, code, stdout, stderr} = await execa('ssh-keygen', words, {reject: false, input});
  if (!failed) return ok(stdout.trim());
  if (code === 'ENOENT') return fail(NO_KEYGEN);
  return fail(stderr.trim().split('\n').at(-1) || 'ssh-keygen failed');
}
