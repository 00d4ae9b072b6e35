import {withoutEscapes} from '../base/without-escapes.ts';
import {isProse} from '../events/readable-ask.ts';
import type {Scope} from '../expression/scope.ts';
import {outlined} from '../kinds/rendered.ts';
import type {AskBlock, Block} from '../model/block.ts';
import {groupWords, waitWords} from './group-words.ts';
import {actingKind, askingKind, decidingKind} from './kind-of.ts';
import {wordsOf} from './words.ts';

/** What people read of a block: its title, what it will do, and the words of it that hold values. */
export function describe(block: Block, scope: Scope): Told {
  const describes = describesOf(block, scope);
  const title = block.title === undefined ? undefined : outlined(block.title, scope);
  const words = wordsOf(block, scope);
  return {
    ...(title !== undefined && {title}),
    ...(describes !== undefined && {describes}),
    ...(words !== undefined && {words}),
  };
}

/** The words of a block. */
export interface Told {
  readonly title?: string;
  readonly describes?: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** The name people know a block by: its title, or what it does. */
export function nameOf(block: Block, scope: Scope): string {
  return toldName(block, describe(block, scope)) ?? block.id;
}

/** A block by its title, or by the first line of what it does. */
export function toldName({kind}: Block, {title, describes}: Told): string | undefined {
  const [line] = describes?.split('\n') ?? [];
  return title ?? (line !== undefined && isProse(kind) ? withoutEscapes(line) : line);
}

function describesOf(block: Block, scope: Scope): string | undefined {
  if (block.type === 'ask') return questionOf(block, scope);
  if (block.type === 'wait') return waitWords(block, scope);
  if (block.type !== 'act' && block.type !== 'decide') return groupWords(block, (step) => nameOf(step, scope));
  const kind = block.type === 'act' ? actingKind(block.kind) : decidingKind(block.kind);
  const text = kind.describe(block.body, scope);
  return text.ok ? text.value : sourceOf(block);
}

function questionOf(block: AskBlock, scope: Scope): string | undefined {
  const question = askingKind(block.kind).question(block.body, scope);
  if (!question.ok) return undefined;
  const {text, items = []} = question.value;
  if (text !== '') return text;
  // With a title the items need no other words: whoever asks shows them.
  if (items.length === 0 || block.title !== undefined) return undefined;
  return items.length === 1 ? items[0] : `${items[0]} and ${items.length - 1} more`;
}

function sourceOf({span, kind, keys}: Block): string {
  const value = keys[kind] ?? span;
  return value.file.text.slice(value.start, value.end);
}
