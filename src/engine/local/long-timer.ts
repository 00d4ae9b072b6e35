/** Milliseconds a timer of Node can run at most; one that is to run longer fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Calls `run` once after so many milliseconds, however many; gives what keeps it from that. */
export function startTimer(run: () => void, milliseconds: number): () => void {
  let rest = Math.max(0, milliseconds);
  let timer: NodeJS.Timeout;
  const wait = () => {
    const now = Math.min(rest, LONGEST);
    rest -= now;
    timer = setTimeout(rest > 0 ? wait : run, now);
  };
  wait();
  return () => clearTimeout(timer);
}
