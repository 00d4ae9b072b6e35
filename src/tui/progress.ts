import {formatDuration} from '../base/duration.ts';
import type {Estimate} from '../model/step.ts';
import {elapsed} from '../report/elapsed.ts';
import type {Look} from './look.ts';

/** `8m03s of 10–15m`, or the time alone where nobody estimated it. */
export function timeOf(took: number, estimate: Estimate | undefined, look: Look): string {
  return estimate === undefined ? elapsed(took) : `${elapsed(took)} of ${estimateText(estimate, look)}`;
}

/** A bar of signs that is full when the high estimate is reached; empty without one. */
export function timeBar(took: number, estimate: Estimate | undefined, look: Look): string {
  if (estimate === undefined || estimate.high <= 0) return '';
  const share = Math.min(1, Math.max(0, took / estimate.high));
  const full = Math.round(share * BAR_WIDTH);
  const bar = look.marks.full.repeat(full) + look.marks.empty.repeat(BAR_WIDTH - full);
  return took > estimate.high ? look.paint.yellow(bar) : look.paint.cyan(bar);
}

const BAR_WIDTH = 9;

function estimateText({low, high}: Estimate, {marks}: Look): string {
  if (low === high) return formatDuration(high);
  const [from, to] = [formatDuration(low), formatDuration(high)];
  const unit = /[a-z]+$/.exec(to)?.[0] ?? '';
  const short = /^\d+[a-z]+$/.test(from) && from.endsWith(unit) ? from.slice(0, -unit.length) : from;
  return `${short}${marks.range}${to}`;
}
