import type {Scope} from '../expression/scope.ts';
import type {AskBlock, Block} from '../model/block.ts';
import type {Template} from '../template/template.ts';
import {actingKind, askingKind, decidingKind} from './kind-of.ts';

/** What people read of a block before it begins: its title, and what it will do. A fault gives the text as written. */
export function describe(block: Block, scope: Scope): {readonly title?: string; readonly describes?: string} {
  const describes = describesOf(block, scope);
  const title = block.title === undefined ? undefined : rendered(block.title, scope);
  return {
    ...(title !== undefined && {title}),
    ...(describes !== undefined && {describes}),
  };
}

/** The text with its values; a value that is not to be had is shown by its name. */
export function rendered(template: Template, scope: Scope): string {
  const text = template.render(scope);
  if (text.ok) return text.value;
  const named = template.render({get: (reference) => scope.get(reference) ?? `‹${reference.join('.')}›`});
  return named.ok ? named.value : template.source.replaceAll(PLACE, '‹$1›');
}

const PLACE = /\{\{\{?[#~]?\s*([^{}]*?)\s*~?\}?\}\}/g;

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
