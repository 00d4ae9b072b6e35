import {parseWindowItem, type WindowItem} from '../calendar/window-item.ts';
import type {ScalarNode} from '../document/node.ts';
import type {WindowDecoded} from '../kinds/grammar/window.ts';
import type {Window} from '../model/window.ts';
import {errorAt, type Findings} from './findings.ts';

/** Reports an item of a window that says no time. */
export function checkWindowItem(node: ScalarNode, findings: Findings): void {
  const item = parseWindowItem(node.text);
  if (!item.ok) findings.add(errorAt(node.spanOf(0, node.text.length), 'invalid-window', item.error));
}

/** The window that its fragment decoded; items with faults, which are reported, are left out. */
export function windowOf(
  decoded: WindowDecoded,
  of: {readonly outside: Window['outside']; readonly timezone: string},
): Window {
  return {
    allow: itemsOf(decoded.allow),
    avoid: itemsOf(decoded.avoid),
    outside: decoded.outside ?? of.outside,
    ...(decoded.because !== undefined && {because: decoded.because}),
    timezone: of.timezone,
  };
}

function itemsOf(texts: readonly string[] = []): readonly WindowItem[] {
  return texts.map(parseWindowItem).flatMap((item) => (item.ok ? [item.value] : []));
}
