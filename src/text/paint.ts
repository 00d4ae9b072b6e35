/** What a piece of a frame is, which decides its colour. */
export type Role = 'error' | 'warning' | 'frame' | 'related' | 'strong' | 'help';

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (role: Role, text: string) => string;

const CODES: Readonly<Record<Role, string>> = {
  error: '1;31',
  warning: '1;33',
  frame: '34',
  related: '36',
  strong: '1',
  help: '32',
};

/** A painter that writes SGR sequences (ECMA-48), or none. */
export function painter(color: boolean): Paint {
  return color ? (role, text) => (text === '' ? '' : `\x1b[${CODES[role]}m${text}\x1b[0m`) : (_role, text) => text;
}
