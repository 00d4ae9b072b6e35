import type {Options} from '../command.ts';

/** The options of commands that begin or go on with a run. */
export const lockOptions: Options = {
  'take-lock': {takes: 'REASON', about: "take the runbook's lock from a run that is dead or must end; recorded"},
};
