import type {Sleep} from '../../events/effect.ts';
import type {InHand, Run} from './run.ts';

/** The clock is looked at this often at least, for the machine may have slept. */
const LONGEST = 30_000;

/** Reports when the instant has come; one that is past at once. */
export function startSleep(run: Run, {key, until}: Sleep): InHand {
  let timer: NodeJS.Timeout;
  const look = () => {
    const rest = until - run.now();
    if (rest <= 0) void run.report({event: 'timer-fired', key});
    else timer = setTimeout(look, Math.min(rest, LONGEST));
  };
  timer = setTimeout(look, Math.min(Math.max(0, until - run.now()), LONGEST));
  const withdraw = () => {
    clearTimeout(timer);
    run.left.removeEventListener('abort', withdraw);
  };
  run.left.addEventListener('abort', withdraw, {once: true});
  return {withdraw};
}
