import {Text, useApp, useInput, usePaste, useStdout} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import {keysOf} from './key.ts';
import type {RestingTerminal} from './resting.ts';
import type {Store} from './store.ts';
import {wrapRecord} from './wrap-record.ts';

/** The size of a window, in columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Gives the terminal away until the work is done. */
export type SuspendTerminal = (work: () => Promise<void>) => Promise<void>;

/** The screen: what is over goes to the scrollback once, what lives is drawn below it. */
export function App({
  store,
  size,
  terminal,
  onReady,
}: {
  readonly store: Store;
  readonly size: Size;
  readonly terminal: RestingTerminal;
  /** Told how the terminal is given away for a while. */
  readonly onReady: (suspend: SuspendTerminal) => void;
}) {
  const revision = useSyncExternalStore(store.subscribe, store.revision);
  const {write} = useStdout();
  const {suspendTerminal} = useApp();
  useEffect(() => onReady(suspendTerminal), [onReady, suspendTerminal]);
  useInput((input, key) => store.press(keysOf(input, key)));
  usePaste((text) => store.press([{is: 'text', text: text.replace(/\s*\n\s*/g, ' ')}]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: every revision may have something to print.
  useEffect(() => {
    const text = store.takeRecord();
    if (text !== '') terminal.print(wrapRecord(text, size.columns), write);
  }, [revision, store, terminal, write]);
  return <Text wrap="truncate">{store.rows(size).join('\n')}</Text>;
}
