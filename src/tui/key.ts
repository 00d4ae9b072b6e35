import type {Key as InkKey} from 'ink';

/** One key pressed, or text pasted. */
export type Key =
  | {readonly is: 'text'; readonly text: string}
  | {readonly is: 'control'; readonly letter: string}
  | {readonly is: NamedKey};

/** A key that stands for no letter. */
export type NamedKey = 'enter' | 'escape' | 'tab' | 'back-tab' | 'backspace' | 'up' | 'down' | 'left' | 'right';

/** The keys in what Ink reports at once: letters that came together are pressed one after another. */
export function keysOf(input: string, key: InkKey): readonly Key[] {
  const named = namedKey(key);
  if (named !== undefined) return [{is: named}];
  if (key.ctrl) return /^[a-z]$/.test(input) ? [{is: 'control', letter: input}] : [];
  if (key.meta) return [];
  return Array.from(input).flatMap(keyOf);
}

function namedKey(key: InkKey): NamedKey | undefined {
  if (key.return) return 'enter';
  if (key.escape) return 'escape';
  if (key.tab) return key.shift ? 'back-tab' : 'tab';
  if (key.backspace || key.delete) return 'backspace';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  return key.rightArrow ? 'right' : undefined;
}

function keyOf(character: string): readonly Key[] {
  if (character === '\r' || character === '\n') return [{is: 'enter'}];
  if (character === '\t') return [{is: 'tab'}];
  const code = character.codePointAt(0) ?? 0;
  if (code >= 1 && code <= 26) return [{is: 'control', letter: String.fromCharCode(code + 96)}];
  return code < 32 ? [] : [{is: 'text', text: character}];
}
