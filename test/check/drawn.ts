import {fail, ok} from '../../src/base/result.ts';
import {check} from '../../src/check/check.ts';
import type {Diagnostic} from '../../src/text/diagnostic.ts';
import {positionAt, type SourceFile} from '../../src/text/source-file.ts';

/** A runbook with the findings that are drawn under its text. */
export interface Drawn {
  readonly name: string;
  readonly file: SourceFile;
  readonly expected: readonly string[];
}

const CARETS = /^(\s*)#(~?)(\s*)(\^+) (.*)$/;

/**
 * Reads the cases of a file, one a document. A line `#   ^^^^ rule: message` is a finding under the line above it;
 * `#~^^^` is meant two columns further left. What a runbook must have and a case leaves out is put before it.
 */
export function readCases(text: string): readonly Drawn[] {
  return text.split(/^---.*\n/m).flatMap((part) => (part.trim() === '' ? [] : [readCase(part)]));
}

/** What a check of the case finds, in the form in which it is drawn. */
export function found({file}: Drawn, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const checked = check({
    file,
    read: (path) => {
      const used = files[path];
      return used === undefined ? fail('no such file') : ok({name: path, text: used});
    },
  });
  return (checked.ok ? checked.value.warnings : checked.error).map(drawn);
}

/** `4:7-12 rule: message → replacement`. */
export function drawn({span, severity, rule: name, message, replacement}: Diagnostic): string {
  const mend = replacement === undefined ? '' : ` → ${replacement}`;
  const rule = severity === 'error' ? name : `${severity} ${name}`;
  if (span === undefined) return `${rule}: ${message}${mend}`;
  const from = positionAt(span.file, span.start);
  const to = positionAt(span.file, span.end);
  const end = to.line === from.line ? to.column : 0;
  return `${from.line}:${from.column}-${end} ${rule}: ${message}${mend}`;
}

function readCase(part: string): Drawn {
  const lines: string[] = [];
  const expected: string[] = [];
  const body = part.split('\n');
  for (const needed of ['title: Case', 'runbook: case']) {
    const key = needed.slice(0, needed.indexOf(':') + 1);
    if (!body.some((line) => line.startsWith(key))) lines.unshift(needed);
  }
  for (const line of body) {
    const caret = CARETS.exec(line);
    if (caret === null) {
      lines.push(line);
      continue;
    }
    const [, indent = '', left = '', blanks = '', carets = '', said = ''] = caret;
    const column = indent.length + blanks.length + (left === '' ? 2 : 1);
    expected.push(`${lines.length}:${column}-${column + carets.length} ${said}`);
  }
  const name = /^# (.*)$/m.exec(part)?.[1] ?? '';
  return {name, file: {name: 'case.yaml', text: lines.join('\n')}, expected};
}
