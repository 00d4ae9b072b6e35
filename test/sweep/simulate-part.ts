import type {Counts} from '../interpreter/arbitrary.ts';
import {schedulesOf} from './simulation.ts';

/** Simulates the seeds from its first argument on, as many schedules as its second says, and tells its parent of each fault. */
const [from = 0, schedules = 1000, most = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);
const counts: Counts = new Map();
const sum = {all: 0, killed: 0, recovered: 0, repeated: 0, lost: 0, state: 0};

for (let seed = from; sum.all < schedules && sum.repeated + sum.lost + sum.state < most; seed += 1) {
  for (const {name, killed, differences} of schedulesOf(seed, counts)) {
    sum.all += 1;
    if (killed) sum.killed += 1;
    if (killed && differences.length === 0) sum.recovered += 1;
    for (const {is, what} of differences) {
      sum[is] += 1;
      process.send?.({fault: `${name}: ${is}: ${what}`});
    }
  }
}
process.send?.({sum, counts: [...counts]});
