import {join} from 'node:path';
import type {EffectKey} from '../base/ids.ts';
import type {OutputDigest, Outputs} from '../events/event.ts';
import {digestFile} from './digest-file.ts';
import {ATTEMPT_FILES, attemptFolder, latestAttemptFolder} from './run-folder.ts';

/** Something of a run's folder that is not what its journal says, or cannot be. */
export interface Alteration {
  /** A file or folder below the run's, with the line where there is one. */
  readonly where: string;
  /** The step whose output it is. */
  readonly step?: string;
  readonly message: string;
}

/** Compares what attempts printed with what the journal tells of it, each output once. */
export async function compareOutputs(
  folder: string,
  told: ReadonlyMap<EffectKey, Outputs>,
): Promise<{readonly compared: number; readonly altered: readonly Alteration[]}> {
  const altered: Alteration[] = [];
  let compared = 0;
  for (const [key, outputs] of told) {
    const attempt = latestAttemptFolder(folder, key) ?? attemptFolder(folder, key);
    for (const name of ['stdout', 'stderr'] as const) {
      compared += 1;
      const file = join(attempt, ATTEMPT_FILES[name]);
      const message = await difference(file, outputs[name]);
      if (message === undefined) continue;
      altered.push({where: file.slice(folder.length + 1), step: key.slice(0, key.indexOf(' ')), message});
    }
  }
  return {compared, altered};
}

async function difference(file: string, told: OutputDigest | undefined): Promise<string | undefined> {
  const bytes = told?.bytes ?? 0;
  const whole = await digestFile(file, bytes + 1);
  // Not every kind of step has both outputs: nothing is lost where there was nothing.
  if (whole === undefined) return bytes === 0 ? undefined : `it is gone; it held ${bytes} bytes`;
  if (whole.bytes < bytes) return `it is cut off: of ${bytes} bytes there are ${whole.bytes}`;
  const found = whole.bytes === bytes ? whole : await digestFile(file, bytes);
  if (told !== undefined && found?.sha256 !== told.sha256) return 'it was changed';
  return whole.bytes > bytes ? `there is more in it than its ${bytes} bytes when the step ended` : undefined;
}
