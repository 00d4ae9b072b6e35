import {harmless} from '../../base/harmless.ts';
import {timeOf} from '../progress.ts';
import {type Row, spread, widthOf} from '../row.ts';
import type {Scene} from '../scene.ts';

/** The title of the run, how grave it is and whose, its name, and how long it has taken of what was expected. */
export function headerRow({view, runbook, look, now, width}: Scene): Row {
  const {paint, marks, unicode} = look;
  const end = view.verdict === undefined ? now : view.at;
  const facts = [
    ...[runbook.severity, runbook.owner].filter((each) => each !== undefined).map((each) => harmless(each)),
    `run ${view.run.slice(0, 6)}`,
    timeOf(end - view.startedAt, runbook.estimate, look),
  ];
  const joined = () => facts.join(` ${marks.dot} `);
  while (facts.length > 1 && widthOf(joined()) > width * 0.6) facts.shift();
  return spread(paint.bold(harmless(view.title)), paint.dim(joined()), {width, unicode});
}
