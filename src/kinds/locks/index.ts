import {folder} from './folder.ts';
import {git} from './git.ts';

/** The only list of kinds of locks across machines; a lock of none of them reaches as far as the state folder. */
export const lockKinds = {git, folder} as const;
