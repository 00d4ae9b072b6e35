import type {Scope} from '../expression/scope.ts';
import type {AskBlock, Block} from '../model/block.ts';
import {actingKind, askingKind, decidingKind} from './kind-of.ts';
import {rendered} from './rendered.ts';
import {wordsOf} from './words.ts';

/** What people read of a block: its title, what it will do, and the words of it that hold values. */
export function describe(block: Block, scope: Scope): Told {
  const describes = describesOf(block, scope);
  const title = block.title === undefined ? undefined : rendered(block.title, scope);
  const words = wordsOf(block, scope);
  return {
    ...(title !== undefined && {title}),
    ...(describes !== undefined && {describes}),
    ...(words !== undefined && {words}),
  };
}

interface Told {
  readonly title?: string;
  readonly describes?: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** The name people know a block by: its title, what it does, or its id. */
export function nameOf(block: Block, scope: Scope): string {
  const {title, describes} = describe(block, scope);
  return title ?? describes?.split('\n')[0] ?? block.id;
}

function describesOf(block: Block, scope: Scope): string | undefined {
  if (block.type === 'ask') return questionOf(block, scope);
  if (block.type !== 'act' && block.type !== 'decide') return undefined;
  const kind = block.type === 'act' ? actingKind(block.kind) : decidingKind(block.kind);
  const text = kind.describe(block.body, scope);
  return text.ok ? text.value : sourceOf(block);
}

function questionOf(block: AskBlock, scope: Scope): string | undefined {
  const question = askingKind(block.kind).question(block.body, scope);
  return question.ok && question.value.text !== '' ? question.value.text : undefined;
}

function sourceOf({span, kind, keys}: Block): string {
  const value = keys[kind] ?? span;
  return value.file.text.slice(value.start, value.end);
}
