import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {EffectKey} from '../base/ids.ts';
import type {RunView} from '../events/view.ts';
import {actingKind} from '../interpreter/kind-of.ts';
import {ATTEMPT_FILES, latestAttemptFolder} from '../journal/run-folder.ts';
import type {Runbook} from '../model/runbook.ts';

/** The effects whose command needs somebody's terminal and has not begun in one. */
export function wantedTerminals(folder: string, view: RunView, runbook: Runbook): readonly EffectKey[] {
  return [...view.acts.values()].flatMap(({key, what, def, withdrawn}) => {
    const block = runbook.defs.get(def);
    if (what === 'notify' || withdrawn !== undefined || block?.type !== 'act') return [];
    if (actingKind(block.kind).takesTerminal?.(block.body) !== true) return [];
    const attempt = latestAttemptFolder(folder, key);
    return attempt !== undefined && existsSync(join(attempt, ATTEMPT_FILES.started)) ? [] : [key];
  });
}
