import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Limits} from './limits.ts';

// What YAML 1.2 calls non-printable (section 5.1), and a carriage return that ends no line.
const REFUSED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Why `file` cannot be YAML at all, seen before it is parsed: its size or a character. */
export function checkCharacters(file: SourceFile, limits: Limits): Diagnostic | undefined {
  if (file.text.length > limits.characters) return tooManyCharacters(file.name, file.text.length, limits.characters);
  const start = file.text.search(REFUSED);
  if (start === -1) return undefined;
  const code = file.text.charCodeAt(start);
  if (code === 0) return binary(file.name);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: `the character ${name} may not stand in YAML`,
    span: {file, start, end: start + 1},
    help:
      code === 0x0d ? 'end lines with a line feed' : 'remove it; inside double quotes it can be written as an escape',
  };
}

/** The finding for a file of `length` bytes or characters where at most `limit` are read. */
export function tooManyCharacters(name: string, length: number, limit: number): Diagnostic {
  return {
    rule: 'too-large',
    severity: 'error',
    message: `${name} is too large: ${size(length)}, the limit is ${size(limit)}`,
    help: 'check that this is the right file; a long runbook can be split with "use"',
  };
}

/** The finding for a file that is no text. */
export function binary(name: string): Diagnostic {
  return {
    rule: 'not-text',
    severity: 'error',
    message: `${name} is not a text file: it holds a NUL character`,
    help: 'check that this is the right file; a runbook is YAML in UTF-8',
  };
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1_048_576) return `${Math.ceil(bytes / 1024)} KiB`;
  return `${Math.ceil((bytes / 1_048_576) * 10) / 10} MiB`;
}
