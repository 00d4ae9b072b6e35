import type {ReactNode} from 'react';
import {harmless} from '../../../base/harmless.ts';

/**
 * Text that its author wrote as Markdown: paragraphs, lists, strong and stressed words, code, links. Nothing in it becomes
 * a tag of its own, and nothing is loaded: of a link or picture the words and the address are shown.
 */
export function Prose({text, kind}: {readonly text: string; readonly kind: string}) {
  return <div className={`prose ${kind}`}>{blocksOf(text).map(blockNode)}</div>;
}

/** The same on one line: its paragraphs and lists run together. */
export function InlineProse({text}: {readonly text: string}): ReactNode {
  return inlineNodes(text.replace(/\s+/g, ' ').trim());
}

interface Block {
  /** Where it begins in the text. */
  readonly at: number;
  /** One paragraph, or the items of a list. */
  readonly items: readonly string[];
  readonly is: 'paragraph' | 'bullets' | 'numbers';
}

/** Blank lines end a block; a line with a mark begins an item of a list. */
function blocksOf(text: string): readonly Block[] {
  const blocks: {at: number; items: string[]; is: Block['is']}[] = [];
  let last: (typeof blocks)[number] | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const {is, words} = lineOf(line);
    if (words === '') last = undefined;
    else if (last !== undefined && is === 'paragraph') last.items.push(`${last.items.pop()} ${words}`);
    else if (last?.is === is) last.items.push(words);
    else {
      last = {at, items: [words], is};
      blocks.push(last);
    }
  }
  return blocks;
}

function lineOf(line: string): {readonly is: Block['is']; readonly words: string} {
  const words = line.trim();
  const mark = /^(?:[-*+]|\d{1,3}[.)])\s+/.exec(words)?.[0];
  if (mark === undefined) return {is: 'paragraph', words};
  return {is: /\d/.test(mark) ? 'numbers' : 'bullets', words: words.slice(mark.length)};
}

function blockNode({at, items, is}: Block): ReactNode {
  if (is === 'paragraph') return <p key={at}>{inlineNodes(items.join(' ').replace(/^#{1,6} +/, ''))}</p>;
  const rows = [...items.entries()].map(([index, item]) => <li key={`item ${index}`}>{inlineNodes(item)}</li>);
  return is === 'numbers' ? <ol key={at}>{rows}</ol> : <ul key={at}>{rows}</ul>;
}

/** What is marked, each alternative bounded by the character that ends it, so that the search takes linear time. */
const MARKED =
  /\\([!-/:-@[-`{-~])|`([^`]+)`|\*\*([^*\s][^*]*)\*\*|(?<!\*)\*([^*\s][^*]*)\*(?!\*)|(?<![\p{L}\p{N}_])_([^_\s][^_]*)_(?![\p{L}\p{N}_])|!?\[([^[\]]+)\]\(([^()\s]+)\)|<(https?:[^<>\s]+)>/gu;

function inlineNodes(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(MARKED)) {
    nodes.push(harmless(text.slice(end, found.index)), markedNode(found));
    end = found.index + found[0].length;
  }
  return [...nodes, harmless(text.slice(end))];
}

function markedNode(found: RegExpExecArray): ReactNode {
  const {index: at} = found;
  const [, literal, code, strong, stressed, also, words, address, bare] = found;
  if (literal !== undefined) return literal;
  if (code !== undefined) return <code key={at}>{harmless(code)}</code>;
  if (strong !== undefined) return <strong key={at}>{inlineNodes(strong)}</strong>;
  const emphasis = stressed ?? also;
  if (emphasis !== undefined) return <em key={at}>{inlineNodes(emphasis)}</em>;
  if (bare !== undefined) return harmless(bare);
  return (
    <span key={at}>
      {inlineNodes(words ?? '')} <span className="dim">({harmless(address ?? '')})</span>
    </span>
  );
}
