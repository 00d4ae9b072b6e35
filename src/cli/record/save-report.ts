import {writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';

/** Writes a report into a file, for its owner alone as the record is; the error says why it cannot be written. */
export function saveReport(file: string, text: string, cwd: string): Result<string, string> {
  try {
    writeFileSync(resolve(cwd, file), text, {mode: 0o600});
    return ok(file);
  } catch (error) {
    return fail(`"${file}" cannot be written: ${systemMessage(error)}`);
  }
}
