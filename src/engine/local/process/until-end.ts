import type {CommandRequest} from '../../../kinds/io.ts';
import {startTimer} from '../long-timer.ts';
import type {Attempt, KillReason} from './attempt.ts';
import type {CommandHost} from './command-host.ts';
import type {OutputFollower} from './follow-output.ts';
import {killGroup, killMembers} from './kill.ts';
import type {Launched} from './launch.ts';

/** A command that may still live; `pid` is 0 if it does not. */
export interface Living extends Pick<Launched, 'pid' | 'begun' | 'gone'> {
  readonly request: Pick<CommandRequest, 'untilExpected' | 'timeout' | 'terminal'>;
  readonly attempt: Attempt;
  readonly host: Pick<CommandHost, 'cancelled' | 'left' | 'grace'>;
}

/** Follows the output until the wrapper is gone; says why it was killed, if it was. */
export function untilEnd(attended: Living, follower: OutputFollower): Promise<KillReason | undefined> {
  const {request, host, pid, begun, gone} = attended;
  return new Promise((resolve, reject) => {
    let killing: KillReason | undefined;
    let timer: NodeJS.Timeout | undefined;
    let stopDeadline: (() => void) | undefined;
    const kill = (why: KillReason) => {
      if (killing !== undefined) return;
      killing = why;
      void killProcesses(attended, why).then(finish);
    };
    const cancel = () => kill('cancelled');
    const finish = () => {
      clearTimeout(timer);
      stopDeadline?.();
      host.cancelled.removeEventListener('abort', cancel);
      host.left.removeEventListener('abort', finish);
      resolve(killing);
    };
    const look = (pause: number) => {
      timer = setTimeout(() => {
        try {
          const grown = follower.read();
          if (request.untilExpected && follower.satisfied()) kill('expected');
          look(grown ? 50 : Math.min(250, pause * 1.2));
        } catch (error) {
          reject(error);
        }
      }, pause);
    };
    void gone.then(() => killing === undefined && finish());
    host.left.addEventListener('abort', finish, {once: true});
    if (pid === 0) return;
    look(50);
    if (request.timeout !== undefined)
      stopDeadline = startTimer(() => kill('timed-out'), begun + request.timeout - Date.now());
    if (host.cancelled.aborted) cancel();
    else host.cancelled.addEventListener('abort', cancel, {once: true});
  });
}

/** A command in somebody's terminal has no group of its own. */
function killProcesses({request, attempt, host, pid}: Living, why: KillReason): Promise<void> {
  const {folder, token} = attempt;
  const how = {folder, why, ...(host.grace !== undefined && {grace: host.grace})};
  return request.terminal === undefined ? killGroup(pid, {token, ...how}) : killMembers(token, {wrapper: pid, ...how});
}
