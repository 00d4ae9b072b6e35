import {formatDuration} from '../../../base/duration.ts';
import {type RunSummary, summaryOf} from '../../../journal/runs.ts';

/** Who holds a lock that a team shares. */
export interface SharedHolder {
  readonly run: string;
  readonly by: string;
  /** The name of the machine. */
  readonly host: string;
  /** The folder of the run, on that machine. */
  readonly folder: string;
  /** What it is held for: the title of the runbook. */
  readonly reason: string;
  /** Milliseconds since 1970: since when it is held, and when its engine was last heard of. */
  readonly since: number;
  readonly seen: number;
  /** Milliseconds of silence after which it gives the lock up by itself; it never does, where it says nothing. */
  readonly expires?: number;
}

/** The holder that a lock's text names; undefined where it is nobody's, or not ours to read. */
export function parseHolder(text: string | undefined): SharedHolder | undefined {
  if (text === undefined) return undefined;
  try {
    const given: unknown = JSON.parse(text);
    if (typeof given !== 'object' || given === null) return undefined;
    const fields = given as Record<string, unknown>;
    const texts = ['run', 'by', 'host', 'folder', 'reason'].every((name) => typeof fields[name] === 'string');
    const times = ['since', 'seen'].every((name) => Number.isSafeInteger(fields[name]));
    const expires = fields.expires === undefined || Number.isSafeInteger(fields.expires);
    return texts && times && expires ? (given as SharedHolder) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the lock is still meant. It is not, if the holder's run can be seen to have ended, or if it was seen to be
 * silent for as long as after which it gives up; else nobody can tell a dead engine from a network that is down.
 */
export function stands(holder: SharedHolder, silentFor: number): boolean {
  if (holder.expires !== undefined && silentFor >= holder.expires) return false;
  const summary = seenRun(holder.folder);
  return summary?.id !== holder.run || summary.running || summary.verdict === undefined;
}

/** The run, if it is one of this machine that we may read. */
function seenRun(folder: string): RunSummary | undefined {
  try {
    return summaryOf(folder);
  } catch {
    return undefined;
  }
}

/** Whether its last word seems older than the time after which it gives up. A clock that is wrong errs here, and does no harm. */
export function seemsExpired({seen, expires}: SharedHolder, at: number): boolean {
  return expires !== undefined && at - seen > expires;
}

/** Who holds a lock, why and for how long. */
export function holderText({run, by, host, reason, since, seen}: SharedHolder, at: number): string {
  const who = `run ${shown(run)} of ${shown(by)} on ${shown(host)} ("${shown(reason)}")`;
  return `${who}, for ${age(since, at)}; its engine was last heard of ${age(seen, at)} ago`;
}

/** Whoever can write the lock wrote this: it must not move a terminal's cursor, nor fill its screen. */
function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 100);
}

/** How long ago something was, in whole seconds. */
export function age(since: number, at: number): string {
  return formatDuration(Math.max(0, Math.round((at - since) / 1000) * 1000));
}
