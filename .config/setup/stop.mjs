/** An expected reason why the project cannot go on: one line for the person, no stack trace. */
export class Stop extends Error {}

/** Runs a whole program: a {@link Stop} becomes one line and exit status 1, a number becomes the exit status. */
export async function runProgram(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
