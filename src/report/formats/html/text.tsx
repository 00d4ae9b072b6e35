import type {ReactNode} from 'react';
import {harmless, harmlessLines} from '../../../base/harmless.ts';

/** Text from outside on one line. */
export function Plain({text}: {readonly text: string}): ReactNode {
  return harmless(text.trimEnd());
}

/** Text from outside with its lines, in the type of a terminal. Colours are left out; whatever else is no text is shown. */
export function Typed({text, kind = 'typed'}: {readonly text: string; readonly kind?: string}) {
  return <pre className={kind}>{harmlessLines(text)}</pre>;
}

/** Words that only a screen reader needs, since a sign says the same. */
export function Unseen({children}: {readonly children: ReactNode}) {
  return <span className="unseen">{children}</span>;
}

/** Bytes for people. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  if (kilo < 1000) return `${kilo < 10 ? kilo.toFixed(1) : Math.round(kilo)} kB`;
  return `${(kilo / 1000).toFixed(1)} MB`;
}
