import type {Random} from './random.ts';

/** What texts are changed with. */
export interface Changing {
  readonly tokens: readonly string[];
  /** Other texts, pieces of which are put in. */
  readonly others: readonly string[];
  readonly bytes?: boolean;
}

/** `text` with a few changes: pieces taken out, doubled, moved, cut off or put in, and characters changed. */
export function mutated(text: string, random: Random, changing: Changing): string {
  let changed = text;
  for (let count = 1 + random.below(4); count > 0; count -= 1) changed = changedOnce(changed, random, changing);
  return changed;
}

function changedOnce(text: string, random: Random, {tokens, others, bytes}: Changing): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(random.once(4) ? 400 : 12));
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(tokens) + text.slice(at);
    case 3:
      return text.slice(0, at) + random.pick(tokens) + text.slice(end);
    case 4: {
      const other = random.pick(others);
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + random.below(200)) + text.slice(end);
    }
    case 5:
      return (
        text.slice(0, at) + text.slice(at, end).repeat(2 + random.below(random.once(10) ? 300 : 4)) + text.slice(end)
      );
    case 6:
      return random.once(4) ? text.slice(0, at) : text;
    default:
      return (
        text.slice(0, at) +
        String.fromCharCode(random.below(bytes ? 256 : random.once(3) ? 65_536 : 128)) +
        text.slice(at + 1)
      );
  }
}
