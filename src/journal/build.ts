/**
 * Which build of the program this is: a hash of what it was built from. Undefined where it runs from its sources, which may
 * be others the next time.
 */
export const build: string | undefined = process.env.RUNBOOK_BUILD;
