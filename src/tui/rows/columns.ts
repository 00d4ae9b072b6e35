import {cut, type Row, widthOf} from '../row.ts';
import type {Scene} from '../scene.ts';
import {outputRows} from './output.ts';
import {type Branch, runningTree} from './tree.ts';

/** The least width of a column. */
const LEAST = 64;
const GAP = '   ';

/**
 * What runs side by side, one beside the other, in at most `height` rows: what stands around it first, in whole rows.
 * Undefined where there is only one branch, or no room for two columns.
 */
export function columnRows(scene: Scene, height: number): readonly Row[] | undefined {
  const whole = runningTree(scene);
  const at = whole.findIndex(({parallel}) => parallel);
  const count = chunksOf(whole, at).length;
  const columns = Math.min(count, Math.floor((scene.width + GAP.length) / (LEAST + GAP.length)));
  if (at === -1 || columns < 2) return undefined;
  const around = whole.slice(0, at + 1).flatMap(({rows}) => rows);
  const width = Math.floor((scene.width - GAP.length * (columns - 1)) / columns);
  const narrow = {...scene, width};
  const lines = Math.ceil(count / columns);
  const each = Math.floor((height - around.length) / lines);
  const chunks = chunksOf(runningTree(narrow), at);
  if (each < Math.max(...chunks.map((chunk) => chunk.flatMap(({rows}) => rows).length))) return undefined;
  const cells = chunks.map((chunk) => cellRows(chunk, narrow, each));
  const rows = Array.from({length: lines}, (_, line) =>
    beside(cells.slice(line * columns, (line + 1) * columns), narrow),
  );
  return [...around, ...rows.flat()];
}

/** The branches of the group at `at`, each with what is in it. */
function chunksOf(branches: readonly Branch[], at: number): readonly (readonly Branch[])[] {
  const group = branches[at];
  if (group === undefined) return [];
  const chunks: Branch[][] = [];
  for (const branch of branches.slice(at + 1)) {
    if (branch.depth <= group.depth) break;
    if (branch.depth === group.depth + 1) chunks.push([branch]);
    else chunks.at(-1)?.push(branch);
  }
  return chunks;
}

function cellRows(chunk: readonly Branch[], scene: Scene, height: number): readonly Row[] {
  const {width, look, output, ui} = scene;
  const printing = chunk.filter(({act}) => act !== undefined && (output.get(act)?.length ?? 0) > 0).length;
  const free = height - chunk.flatMap(({rows}) => rows).length;
  const wanted = ui.output === 'none' ? 0 : ui.output === 'few' ? FEW_LINES : free;
  const count = printing === 0 ? 0 : Math.min(wanted, Math.floor(free / printing));
  return chunk.flatMap(({rows, indent, act}) => {
    const lines = (act === undefined ? undefined : output.get(act)) ?? [];
    return [...rows, ...outputRows(lines, {count, width, indent, look})];
  });
}

function beside(cells: readonly (readonly Row[])[], {width, look}: Scene): readonly Row[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({length: height}, (_, index) =>
    cells
      .map((cell) => cut(cell[index] ?? '', width, look.unicode))
      .map((row, column) => (column === cells.length - 1 ? row : row + ' '.repeat(Math.max(0, width - widthOf(row)))))
      .join(GAP),
  );
}

/** Lines of output under each step, unless more are asked for. */
export const FEW_LINES = 5;
