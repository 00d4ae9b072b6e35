import {harmless} from '../../base/harmless.ts';
import type {StepView} from '../../events/view.ts';
import {type Row, widthOf} from '../row.ts';
import type {Scene} from '../scene.ts';

/** The texts that a step waits for one after another: those that came, the one awaited, those to come. */
export function milestoneRows(step: StepView, scene: Scene, indent: string): readonly Row[] {
  const {paint, marks} = scene.look;
  const milestones = scene.about.milestones(step).map((text) => harmless(text));
  const signs = milestones.map((title, index) => {
    if (index < step.milestones) return `${paint.green(paint.sign('succeeded'))} ${title}`;
    if (index === step.milestones) return `${paint.cyan(paint.sign('running'))} ${title}`;
    return paint.dim(`${marks.dot} ${title}`);
  });
  return flow(signs, scene.width - indent.length).map((row) => indent + row);
}

/** Pieces one beside another, in as many rows as they take. */
export function flow(pieces: readonly Row[], width: number): readonly Row[] {
  const rows: Row[] = [];
  for (const piece of pieces) {
    const last = rows.at(-1);
    const longer = `${last}   ${piece}`;
    if (last !== undefined && widthOf(longer) <= width) rows[rows.length - 1] = longer;
    else rows.push(piece);
  }
  return rows;
}
