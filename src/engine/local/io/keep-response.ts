import {appendFileSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {ATTEMPT_FILES, attemptFolder} from '../../../journal/run-folder.ts';
import type {HttpResponse} from '../../../kinds/io.ts';
import type {Run} from '../run.ts';

/** Keeps what the other side answered as the output of the effect `key`, secrets masked: status, type, body. */
export function keepResponse(run: Run, key: string, {status, headers, body}: HttpResponse): void {
  const folder = attemptFolder(run.folder, key);
  const type = typeof headers['content-type'] === 'string' ? ` ${headers['content-type']}` : '';
  const text = run.secrets.mask(`HTTP ${status}${type}\n\n${body}`);
  mkdirSync(folder, {recursive: true, mode: 0o700});
  appendFileSync(join(folder, ATTEMPT_FILES.stdout), text.endsWith('\n') ? text : `${text}\n`, {mode: 0o600});
}
