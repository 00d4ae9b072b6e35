import {Text, useInput, usePaste, useStdout} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import {keysOf} from './key.ts';
import type {RestingTerminal} from './resting.ts';
import type {Store} from './store.ts';

/** The size of a window, in columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The screen: what is over goes to the scrollback once, what lives is drawn below it. */
export function App({
  store,
  size,
  terminal,
}: {
  readonly store: Store;
  readonly size: Size;
  readonly terminal: RestingTerminal;
}) {
  const revision = useSyncExternalStore(store.subscribe, store.revision);
  const {write} = useStdout();
  useInput((input, key) => store.press(keysOf(input, key)));
  usePaste((text) => store.press([{is: 'text', text: text.replace(/\s*\n\s*/g, ' ')}]));
  // The terminal itself breaks long lines of the record, so that they can be copied and follow a resize.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every revision may have something to print.
  useEffect(() => {
    const text = store.takeRecord();
    if (text !== '') terminal.print(text, write);
  }, [revision, store, terminal, write]);
  return <Text wrap="truncate">{store.rows(size).join('\n')}</Text>;
}
