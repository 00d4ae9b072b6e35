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
}

/** Whether `signature` is that of `by`, whose key `signers` holds, over exactly this statement. */
export async function verifySignature({statement, signature, by, signers}: Signed): Promise<Result<null, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-signature-'));
  try {
    const files = {signers: join(folder, 'signers'), signature: join(folder, 'signature')};
    writeFileSync(files.signers, signers, {mode: 0o600});
    writeFileSync(files.signature, signature, {mode: 0o600});
    const words = ['-Y', 'verify', '-q', '-n', NAMESPACE, '-I', by, '-f', files.signers, '-s', files.signature];
    const verified = await keygen(words, statement);
    return verified.ok
      ? ok(null)
      : fail(verified.error === NO_KEYGEN ? NO_KEYGEN : `it is not that of ${by} over this`);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

const NO_KEYGEN = 'signatures need ssh-keygen (OpenSSH 8.1 or later), which is not installed';

async function keygen(words: readonly string[], input: string): Promise<Result<string, string>> {
  const {execa} = await import('execa');
  const {failed, code, stdout, stderr} = await execa('ssh-keygen', words, {reject: false, input});
  if (!failed) return ok(stdout);
  if (code === 'ENOENT') return fail(NO_KEYGEN);
  return fail(stderr.trim().split('\n').at(-1) || 'ssh-keygen failed');
}
