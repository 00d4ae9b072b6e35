/** The signals that ask this process to end, as they come. */
export interface Signals {
  /** The first that came. */
  readonly received: () => NodeJS.Signals | undefined;
  /** Lets them do again what they do by default. */
  readonly stop: () => void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Calls `onSignal` instead of ending this process; a signal that it answers with false did not come. */
export function listenForSignals(onSignal: (signal: NodeJS.Signals) => unknown): Signals {
  let received: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals) => {
    if (onSignal(signal) !== false) received ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    received: () => received,
    stop: () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
