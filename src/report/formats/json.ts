import type {RunFormat} from './contract.ts';

/** One event a line, as it is journalled, with the turn's number and time: for programs. */
export const json: RunFormat = {
  summary: 'one event a line',
  begin: () => ({
    turn: ({seq, at, events}) =>
      events.map((event) => `${JSON.stringify({seq, at: new Date(at).toISOString(), ...event})}\n`).join(''),
  }),
};
