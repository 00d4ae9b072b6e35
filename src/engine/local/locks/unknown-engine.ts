import type {UnreadableLock} from '../../../journal/lock.ts';

/** That nobody can say whether an engine is at work on a run, and how a person does. */
export function unknownEngine({file, why, release}: UnreadableLock): string {
  return (
    `nobody can say whether an engine is at work on this run: who holds it stands in ${file}, and ${why}; ` +
    `if none is, say so: touch '${release}'`
  );
}
