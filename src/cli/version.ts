/** The version of the program; the build puts that of the package in. */
export const version = process.env.RUNBOOK_VERSION ?? 'development';
