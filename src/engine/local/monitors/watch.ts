import type {Result} from '../../../base/result.ts';
import type {Watch} from '../../../events/effect.ts';
import type {Report} from '../../../events/event.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {MonitorSample} from '../../../kinds/io.ts';
import {startTimer} from '../long-timer.ts';
import type {InHand, Run} from '../run.ts';
import {sampleMonitor} from './sample.ts';

/**
 * Samples a monitor at once and then again and again until it is withdrawn; then once more, for a breach at the very
 * end of what it watches. What a baseline is wanted of is sampled until it has a value.
 */
export function startWatch(run: Run, effect: Watch): InHand {
  const monitor = run.runbook.monitors[effect.monitor];
  if (monitor === undefined) throw new Error(`there is no monitor "${effect.monitor}"`);
  const cancel = new AbortController();
  let stopTimer: (() => void) | undefined;
  let over = monitor.manual !== undefined;
  let sampling: Promise<void> = Promise.resolve();

  const sample = async () => {
    const baseline = effect.baseline === true;
    const sampled = await sampleMonitor(run, {name: monitor.name, baseline, cancelled: cancel.signal});
    if (run.left.aborted || (sampled.ok && sampled.value === undefined)) return;
    await run.report(withheld(run, reportOf(monitor.name, sampled, baseline)));
  };
  const again = () => {
    if (over) return;
    sampling = sample().then(
      () => {
        if (!over) stopTimer = startTimer(again, monitor.every);
      },
      (error: unknown) => run.bug(error),
    );
  };
  const end = () => {
    over = true;
    stopTimer?.();
    run.left.removeEventListener('abort', end);
  };
  run.left.addEventListener('abort', end, {once: true});
  again();
  return {
    withdraw: () => {
      if (over) return;
      end();
      if (effect.baseline !== true) void sampling.then(sample).catch((error: unknown) => run.bug(error));
    },
  };
}

/** Texts can hold a secret that is not known. */
function withheld({secrets}: Run, report: Sampled): Sampled {
  if (!secrets.lacks()) return report;
  const {message, value, ...rest} = report;
  const hidden = 'withheld: a secret that it may hold is not known';
  const told = typeof value === 'number' || typeof value === 'boolean' ? {value} : {};
  return {...rest, ...told, ...(message !== undefined && {message: hidden})};
}

type Sampled = Extract<Report, {readonly event: 'sampled'}>;

function reportOf(monitor: string, sampled: Result<MonitorSample, EvaluationFault>, baseline: boolean): Sampled {
  if (!sampled.ok) return {event: 'sampled', monitor, breach: false, message: sampled.error.message};
  const {value, breach = false} = sampled.value ?? {};
  return {event: 'sampled', monitor, breach, ...(value !== undefined && {value}), ...(baseline && {baseline})};
}
