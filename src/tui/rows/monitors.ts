import {harmless} from '../../base/harmless.ts';
import type {Value} from '../../base/value.ts';
import type {MonitorView} from '../../events/view.ts';
import {elapsed} from '../../report/elapsed.ts';
import {isBeside} from '../possible.ts';
import {cut, type Row, spread, widthOf} from '../row.ts';
import type {Scene} from '../scene.ts';
import {sparkline} from '../spark.ts';
import {words} from '../words.ts';
import {flow} from './milestones.ts';

/** What is measured beside the steps, and how long the run can still be taken back; under a rule. */
export function monitorRows(scene: Scene): readonly Row[] {
  const {view, runbook, look, width, possible} = scene;
  const shown = [...view.monitors.values()].filter(({name, state}) => {
    const monitor = runbook.monitors[name];
    return state !== 'well' || (monitor !== undefined && isBeside(monitor, view));
  });
  const measured = shown.map((monitor) => monitorText(monitor, scene));
  const watched = possible.watched.map(({title}) => harmless(shortTitle(words(title))));
  const offer = offerText(scene);
  const rows = flow(measured, width).map((row) => cut(row, width, look.unicode));
  if (watched.length > 0) {
    rows.push(look.paint.dim(cut(`watch yourself: ${watched.join(` ${look.marks.dot} `)}`, width, look.unicode)));
  }
  if (offer !== '') putOffer(rows, offer, scene);
  return rows.length === 0 ? [] : [look.paint.dim(look.marks.rule.repeat(width)), ...rows];
}

/** One monitor: its course, its value, what it is compared with. */
export function monitorText({name, samples, baseline, state}: MonitorView, {runbook, look}: Scene): Row {
  const title = runbook.monitors[name]?.title;
  const value = samples.at(-1)?.value;
  const text = [
    harmless(title === undefined ? name : shortTitle(words(title))),
    sparkline(
      samples.slice(-12).map((sample) => sample.value),
      baseline,
      look,
    ),
    value === undefined ? 'no value' : valueText(value),
    ...(baseline === undefined ? [] : [`(baseline ${valueText(baseline)})`]),
    ...(state === 'well' ? [] : [state === 'breached' ? 'BREACHED' : 'not measured']),
  ].join(' ');
  return state === 'breached' ? look.paint.red(text) : state === 'blind' ? look.paint.yellow(text) : text;
}

/** How long a rollback is still offered, or nothing where no time was set for it. */
function offerText({possible: {rollback}, look: {paint}}: Scene): string {
  if (rollback.is !== 'possible') return '';
  if (rollback.late === true) return paint.yellow('(the time to roll back is over)');
  return rollback.for === undefined ? '' : paint.dim(`(roll back for ${elapsed(rollback.for)})`);
}

function putOffer(rows: Row[], offer: string, {width, look: {unicode}}: Scene): void {
  const last = rows.at(-1);
  if (last !== undefined && widthOf(last) + widthOf(offer) + 2 <= width) {
    rows[rows.length - 1] = spread(last, offer, {width, unicode});
  } else {
    rows.push(offer);
  }
}

/** A title without what stands in brackets at its end. */
function shortTitle(title: string): string {
  return title.replace(/\s*\(.*\)\s*$/, '');
}

function valueText(value: Value): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}
