import {pathOfKey} from '../../base/ids.ts';
import type {RunEvent, Turn} from '../../events/event.ts';
import {requestText} from '../request-text.ts';
import type {Remark} from './record.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;
type Says = Omit<Remark, 'at'> | undefined;
type Sayings = {readonly [Name in RunEvent['event']]?: (event: Of<Name>, turn: Turn) => Says};

/** What an event means for a reader who looks for more than steps and decisions; undefined if nothing. */
export function remarkOf(event: RunEvent, turn: Turn): Remark | undefined {
  const said = sayings[event.event]?.(event as never, turn);
  return said === undefined ? undefined : {at: turn.at, ...said};
}

const sayings: Sayings = {
  'engine-started': ({by, host, overNewer}, {seq}) =>
    seq === 2 ? undefined : fine(`${by} took the run up again on ${host}${overNewerText(overNewer)}`),
  edited: ({by}) => fine(`${by} put a corrected runbook in place of the run's`),
  'engine-stopped': ({because}) => grave(`the engine left the run: ${because}`),
  'act-ended': ({did, key}) =>
    did === 'lost' ? {...grave('it is not known how it ended'), path: pathOfKey(key)} : undefined,
  requested: (event) => {
    const {what, by, subject, reason, late, overNewer} = event;
    const about = subject === undefined || what === 'again' ? '' : ` (${subject})`;
    const because = reason === undefined ? '' : `: ${reason}`;
    const though = late === undefined ? '' : `; late, because ${late}`;
    return fine(`${by} asked to ${requestText(event)}${about}${because}${though}${overNewerText(overNewer)}`);
  },
  refused: ({what, by, because}) => grave(`${what}, asked by ${by}, was refused: ${because}`),
  noted: ({message, path}) => ({...fine(message), ...(path !== undefined && {path})}),
  breached: ({monitor, message}) => grave(`the monitor ${monitor} breached: ${message}`),
  blind: ({monitor, message}) => grave(`the monitor ${monitor} cannot be measured: ${message}`),
  overdue: ({path}) => ({...grave('takes longer than expected'), path}),
  paused: ({by, because}) => fine(`paused by ${by}: ${because}`),
  unpaused: ({by}) => fine(`resumed by ${by}`),
  stopping: ({why, path, reason}) => {
    if (path !== '/') return undefined;
    return grave(why === 'rollback' ? `the run is taken back: ${reason}` : `the run is stopped: ${reason}`);
  },
  released: ({path, by}) => ({...fine(`${by} says that it is no longer in force`), path}),
};

const overNewerText = (reason: string | undefined) =>
  reason === undefined ? '' : `; over what later runs changed, because ${reason}`;
const fine = (text: string) => ({grave: false, text});
const grave = (text: string) => ({grave: true, text});
