/** Which build of the program this is: a hash of what it was built from; `development` where it runs from its sources. */
export const build = process.env.RUNBOOK_BUILD ?? 'development';
