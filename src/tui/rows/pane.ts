import {harmless} from '../../base/harmless.ts';
import {linesIn, matches, type Pane} from '../pane.ts';
import {cut, type Row, spread, wrap} from '../row.ts';
import type {Scene} from '../scene.ts';

/** The output that was opened, in exactly `height` rows: whose it is and how it is shown, then the lines. */
export function paneRows(pane: Pane, scene: Scene, height: number): readonly Row[] {
  const {look, width, view, output} = scene;
  const {paint, unicode, marks} = look;
  const {key, lines} = linesIn(pane, output);
  const path = key === undefined ? undefined : view.acts.get(key)?.path;
  const title = path === undefined ? 'nothing prints' : (view.steps.get(path)?.title.split('\n')[0] ?? '');
  const head = spread(`${paint.bold(harmless(title))}`, paint.dim(stateOf(pane, lines)), {width, unicode});
  const end = Math.max(0, lines.length - Math.max(0, pane.below));
  const room = Math.max(0, height - 2);
  const rows = lines.slice(Math.max(0, end - room), end).flatMap((line) => {
    const hit = matches(line, pane.query);
    const pieces = pane.wrap ? wrap(line, width - 2) : [cut(line, width - 2, unicode)];
    return pieces.map((piece) => `${hit ? paint.yellow(marks.pointer) : ' '} ${hit ? paint.yellow(piece) : piece}`);
  });
  const shown = rows.slice(-room);
  const filled = [...shown, ...Array.from({length: room - shown.length}, () => '')];
  return [paint.dim(marks.rule.repeat(width)), head, ...filled];
}

function stateOf(pane: Pane, lines: readonly string[]): string {
  const found = pane.query === '' ? '' : `${lines.filter((line) => matches(line, pane.query)).length} found  `;
  const search = pane.typing || pane.query !== '' ? `/${harmless(pane.query)}${pane.typing ? '_' : ''}  ` : '';
  return `${search}${found}${pane.held === undefined ? 'following' : `${pane.below} lines below`}`;
}
