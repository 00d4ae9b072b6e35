import {isMap, type YAMLMap} from 'yaml';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';

/** `text` in quotes that keep it as it is: single ones, or double ones if it holds a single one. */
export function quoted(text: string): string {
  return text.includes("'") && !/["\\]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "''")}'`;
}

/** Whether YAML took `{{ x }}` for a map whose key is a map. */
export function isUnquotedTemplate(file: SourceFile, map: YAMLMap): boolean {
  const key = map.items[0]?.key;
  return map.flow === true && map.items.length === 1 && isMap(key) && file.text.startsWith('{{', map.range?.[0]);
}

/** The finding for a text that begins with `{{` and has no quotes; `span` is all of the text. */
export function unquotedTemplate(span: Span): Diagnostic {
  const text = span.file.text.slice(span.start, span.end);
  return {
    rule: 'unquoted-template',
    severity: 'error',
    message: 'YAML reads this as a mapping, because it begins with "{"; quote it',
    span,
    label: `write ${quoted(text)}`,
    replacement: quoted(text),
  };
}

/**
 * Whether the comment after an unquoted text was meant as part of it: a quote or bracket that the text opens is closed
 * only in the comment, as in `title == "issue #1"`.
 */
export function isCutByComment(text: string, comment: string): boolean {
  for (const [open, close] of [
    ['"', '"'],
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ] as const) {
    const opened = count(text, open);
    const isOpen = open === close ? opened % 2 === 1 : opened > count(text, close);
    if (isOpen && comment.includes(close)) return true;
  }
  return /(^|[\s=(,])'[^']*$/.test(text) && comment.includes("'");
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
