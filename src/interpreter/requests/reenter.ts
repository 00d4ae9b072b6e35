import type {Decision} from '../../events/event.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ROOT} from '../paths.ts';

/** A run that had ended is entered once more, for what a person asks of it. */
export function reenter({root, title}: Runbook): Decision {
  return {event: 'entered', path: ROOT, parent: ROOT, n: 0, def: root.def, type: 'run', title};
}
