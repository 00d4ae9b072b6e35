import type {Effect} from '../../events/effect.ts';
import {startAct} from './act/start-act.ts';
import {startWatch} from './monitors/watch.ts';
import type {Resumed} from './process/command-host.ts';
import {openQuestion} from './questions/open-question.ts';
import type {InHand, Run} from './run.ts';
import {startSleep} from './timers.ts';

/** Begins an effect, or takes it up where an earlier engine left it. */
export function startEffect(run: Run, effect: Effect, resumed?: Resumed): InHand {
  switch (effect.do) {
    case 'act':
      return startAct(run, effect, resumed);
    case 'sleep':
      return startSleep(run, effect);
    case 'ask':
      return openQuestion(run, effect);
    case 'watch':
      return startWatch(run, effect);
  }
}
