import {effectKey} from '../base/ids.ts';
import type {Decision} from '../events/event.ts';
import type {NotifyEvent} from '../model/runbook.ts';
import type {At} from './at.ts';
import {ROOT} from './paths.ts';

/**
 * The message of the run for a moment, once; `about` tells moments of one name apart. Empty where nobody is to be told
 * or it was sent before.
 */
export function tell(
  {runbook, state}: Pick<At, 'runbook' | 'state'>,
  moment: NotifyEvent,
  about?: string,
): readonly Decision[] {
  if ((runbook.notify[moment] ?? []).length === 0) return [];
  const key = effectKey(`!notify/${moment}${about === undefined ? '' : ` ${about}`}`);
  if (state.sent.has(key)) return [];
  const def = runbook.root.def;
  return [{event: 'intended', effect: {do: 'act', what: 'notify', key, path: ROOT, def, attempt: 1, moment}}];
}
