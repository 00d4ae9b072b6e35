import {harmless} from '../base/harmless.ts';
import {inAscii} from '../report/in-ascii.ts';
import {cut, type Row} from './row.ts';
import {columnRows, FEW_LINES} from './rows/columns.ts';
import {headerRow} from './rows/header.ts';
import {keyRow} from './rows/keys.ts';
import {monitorRows} from './rows/monitors.ts';
import {outputRows} from './rows/output.ts';
import {paneRows} from './rows/pane.ts';
import {panelRows} from './rows/panel.ts';
import {promptRows} from './rows/prompt.ts';
import {type Branch, runningTree} from './rows/tree.ts';
import {upcomingRows} from './rows/upcoming.ts';
import type {Scene} from './scene.ts';
import {focused, shownPrompt} from './ui.ts';

/**
 * The living part of the screen in at most `height` rows. What is asked comes first, then what runs, then what is
 * measured; output takes what room is left.
 */
export function frameRows(scene: Scene, height: number): readonly Row[] {
  const {width, look, view} = scene;
  // Nothing of the run has been read yet.
  if (view.run === '') return [];
  return rowsOf(scene, height).map((row) => cut(look.unicode ? row : inAscii(row), width, look.unicode));
}

function rowsOf(scene: Scene, height: number): readonly Row[] {
  const asks = (scene.ui.own ?? shownPrompt(scene.ui)) !== undefined;
  const top = asks && height < TINY ? [] : [...(height >= ROOMY ? [''] : []), headerRow(scene), ...statusRows(scene)];
  const bottom = [...noticeRows(scene), keyRow(scene)];
  let left = height - top.length - bottom.length;
  const {pane} = scene.ui;
  if (pane !== undefined && focused(scene.ui) === undefined && left > 3) {
    return [...top, ...paneRows(pane, scene, left), ...bottom];
  }
  const take = (rows: readonly Row[]): readonly Row[] => {
    const taken = rows.length <= left ? rows : [];
    left -= taken.length;
    return taken;
  };
  const first = asks && (scene.ui.panel === 'help' || focused(scene.ui) === undefined);
  const opened = first ? take(panelRows(scene, Math.max(0, left - LEAST_PROMPT))) : [];
  const prompt = take(promptRows(scene, Math.max(Math.min(left, 4), left - 2)));
  const panel = first ? opened : take(panelRows(scene, Math.max(0, left - 3)));
  const tree = fitting(runningTree(scene), Math.max(0, left));
  left -= tree.reduce((sum, {rows}) => sum + rows.length, 0);
  const monitors = take(monitorRows(scene));
  const upcoming = take(upcomingRows(scene));
  const used = tree.reduce((sum, {rows}) => sum + rows.length, 0);
  const room = left - slack(left, height);
  const running = columnRows(scene, used + room) ?? withOutput(tree, scene, room);
  return [...top, ...running, ...prompt, ...upcoming, ...panel, ...monitors, ...bottom].slice(0, Math.max(1, height));
}

/** What holds for the whole run: paused, stopping, being taken back. */
function statusRows({view, look: {paint}}: Scene): readonly Row[] {
  return [
    ...(view.paused === undefined ? [] : [paint.yellow(`paused: ${harmless(view.paused)}`)]),
    ...(view.rollingBack === undefined
      ? []
      : [paint.yellow(`${paint.sign('rollback')} rolling back: ${harmless(view.rollingBack)}`)]),
    ...(view.stopping === undefined
      ? []
      : [paint.yellow(`${paint.sign('stopped')} stopping: ${harmless(view.stopping)}`)]),
  ];
}

function noticeRows({ui: {notice}, look: {paint}}: Scene): readonly Row[] {
  if (notice === undefined) return [];
  const text = harmless(notice.text);
  return [notice.tone === 'told' ? text : notice.tone === 'good' ? paint.green(text) : paint.red(text)];
}

/** The innermost branches that fit: where there are too many, the outer groups go first. */
function fitting(branches: readonly Branch[], height: number): readonly Branch[] {
  let used = 0;
  const kept: Branch[] = [];
  for (const branch of branches.toReversed()) {
    if (used + branch.rows.length > height) continue;
    used += branch.rows.length;
    kept.unshift(branch);
  }
  return kept;
}

/** The tree with the last lines of output under each step that prints. */
function withOutput(branches: readonly Branch[], scene: Scene, room: number): readonly Row[] {
  const printing = branches.filter(({act}) => act !== undefined && (scene.output.get(act)?.length ?? 0) > 0).length;
  const wanted = scene.ui.output === 'none' ? 0 : scene.ui.output === 'few' ? FEW_LINES : room;
  const count = printing === 0 ? 0 : Math.min(wanted, Math.floor(Math.max(0, room) / printing));
  return branches.flatMap(({rows, indent, act}) => {
    const lines = (act === undefined ? undefined : scene.output.get(act)) ?? [];
    return [...rows, ...outputRows(lines, {count, width: scene.width, indent, look: scene.look})];
  });
}

/**
 * Rows that output leaves free: a window that becomes narrower breaks long rows in two, and what has no room then goes
 * to the scrollback.
 */
function slack(left: number, height: number): number {
  return Math.min(Math.floor(left / 2), Math.max(4, Math.floor(height / 6)));
}

/** From this height on, an empty row sets the living part off from the record above it. */
const ROOMY = 16;

/** What a question keeps of the room while its keys are explained, or while it is put aside for a panel. */
const LEAST_PROMPT = 6;

/** Below this height a question takes the place of the header. */
const TINY = 6;
