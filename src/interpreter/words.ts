import type {Scope} from '../expression/scope.ts';
import {outlined} from '../kinds/rendered.ts';
import type {Block} from '../model/block.ts';
import type {Template} from '../template/template.ts';

/**
 * What people may read of a block later on and that holds values, by its text as it is written: its goal, its note, its
 * hints and its milestones. Read when it begins, for a record knows no values. Undefined where none holds any.
 */
export function wordsOf(block: Block, scope: Scope): Readonly<Record<string, string>> | undefined {
  const texts = [block.goal, block.note, ...block.hints.flatMap(({text, try: attempt}) => [text, attempt])];
  const milestones = block.type === 'act' ? (block.expect.sequence ?? []).map(({text}) => text) : [];
  const changing = [...texts, ...milestones].filter((text): text is Template => text?.constant === false);
  if (changing.length === 0) return undefined;
  return Object.fromEntries(changing.map((text) => [text.source, outlined(text, scope)]));
}
