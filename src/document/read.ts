import {fail, ok, type Result} from '../base/result.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import {binary, tooManyCharacters} from './characters.ts';
import {documentLimits} from './limits.ts';

/** The text of a file known as `name`: UTF-8 with or without a byte order mark, of at most `maxBytes`, without NUL. */
export function readSource(
  name: string,
  bytes: Uint8Array,
  maxBytes: number = documentLimits().characters,
): Result<SourceFile, Diagnostic> {
  if (bytes.length > maxBytes) return fail(tooManyCharacters(name, bytes.length, maxBytes));
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return fail(utf16(name));
  if (bytes.includes(0)) return fail(binary(name));
  const text = new TextDecoder().decode(bytes);
  const file: SourceFile = {name, text};
  const broken = text.includes('\ufffd') ? brokenAt(bytes) : undefined;
  return broken === undefined ? ok(file) : fail(notUtf8(file, broken));
}

/** How much of the text the bytes before the first that are not UTF-8 give; undefined if all are. */
function brokenAt(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes, false)) return undefined;
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (isUtf8(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle - 1;
  }
  return new TextDecoder().decode(bytes.subarray(0, good), {stream: true}).length;
}

function isUtf8(bytes: Uint8Array, mayEndInside: boolean): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes, {stream: mayEndInside});
    return true;
  } catch {
    return false;
  }
}

function notUtf8(file: SourceFile, start: number): Diagnostic {
  return {
    rule: 'not-text',
    severity: 'error',
    message: 'this is not UTF-8',
    span: {file, start, end: start + 1},
    help: 'save the file as UTF-8',
  };
}

function utf16(name: string): Diagnostic {
  return {
    rule: 'not-text',
    severity: 'error',
    message: `${name} is UTF-16, not UTF-8`,
    help: 'save the file as UTF-8',
  };
}
