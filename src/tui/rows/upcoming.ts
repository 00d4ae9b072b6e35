import {harmless} from '../../base/harmless.ts';
import {cut, type Row} from '../row.ts';
import type {Scene} from '../scene.ts';
import {words} from '../words.ts';

/** The steps of the file that have not begun, in one line. */
export function upcomingRows({view, runbook, look, width}: Scene): readonly Row[] {
  if (view.rollingBack !== undefined || view.stopping !== undefined) return [];
  const begun = new Set<string>([...view.steps.values()].map(({def, path}) => def ?? path));
  const coming = runbook.root.steps.filter(({def}) => !begun.has(def));
  if (coming.length === 0) return [];
  const {paint, marks, unicode} = look;
  const titles = coming.map(({title, id}) => `${marks.coming} ${harmless(title === undefined ? id : words(title))}`);
  return [paint.dim(cut(titles.join(` ${marks.dot} `), width, unicode))];
}
