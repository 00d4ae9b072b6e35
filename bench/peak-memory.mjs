// Preloaded into the program under test: leaves its peak resident memory, in kilobytes, and its processor time, in
// milliseconds, where the bench looks for them.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';

const file = process.env.RUNBOOK_BENCH_PEAK;
if (file) process.on('exit', () => writeFileSync(file, `${peakKilobytes()} ${processorMilliseconds()}`));

function processorMilliseconds() {
  const {user, system} = process.cpuUsage();
  return Math.round((user + system) / 1000);
}

/** Linux's own high-water mark; `maxRSS` of a young process still counts the one that started it. */
function peakKilobytes() {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS;
  return /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0;
}
