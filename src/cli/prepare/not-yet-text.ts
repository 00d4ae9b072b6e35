import type {Runbook} from '../../model/runbook.ts';
import {placeRows} from './place-rows.ts';

/** The parts of the language that a runbook uses and no engine executes yet, each at its place; undefined without any. */
export function notYetText({notYet}: Runbook): string | undefined {
  if (notYet.length === 0) return undefined;
  const rows = placeRows(notYet.map(({what, span}) => [span, what]));
  return ['no engine executes these parts of the language yet; do without them, or by hand ("manual"):', ...rows].join(
    '\n',
  );
}
