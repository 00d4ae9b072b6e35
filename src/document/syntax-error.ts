import type {YAMLError} from 'yaml';
import type {Diagnostic} from '../text/diagnostic.ts';
import {lineText, type SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import {lineAt, type Place} from './place.ts';
import {quoted, unquotedTemplate} from './quoting.ts';
import {colonInText, runawayString, textAfterString, unclosedBracket, unclosedString} from './syntax-mistakes.ts';

/** A syntax error in our words; `local` if it says nothing about what follows it. */
export interface SyntaxFinding {
  readonly finding: Diagnostic;
  readonly local: boolean;
}

/** Says what a syntax error of the YAML library most probably comes from, and where that is. */
export function explainSyntaxError(file: SourceFile, error: YAMLError): SyntaxFinding {
  const place: Place = {file, start: error.pos[0], end: error.pos[1], ...lineAt(file, error.pos[0])};
  const template = templateNear(place);
  if (template !== undefined) return {finding: unquotedTemplate(template), local: true};
  const tab = tabBefore(place);
  if (tab !== undefined) return {finding: tabIndent(tab), local: true};
  for (const {when, local, explain} of EXPLANATIONS) {
    if (!when.test(`${error.code} ${error.message}`)) continue;
    const found = explain(place);
    if (found !== undefined) {
      return {finding: {rule: 'yaml-syntax', severity: 'error', ...found}, local: local ?? false};
    }
  }
  const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  return {finding: {rule: 'yaml-syntax', severity: 'error', message, span: word(place)}, local: false};
}

type Finding = Omit<Diagnostic, 'rule' | 'severity'>;

interface Explanation {
  /** Tested on the library's code and message. */
  readonly when: RegExp;
  readonly local?: boolean;
  readonly explain: (place: Place) => Finding | undefined;
}

const EXPLANATIONS: readonly Explanation[] = [
  {when: /closing ["']quote/, explain: unclosedString},
  {when: /at node end/, explain: (place) => runawayString(place) ?? textAfterString(place)},
  {when: /^BLOCK_AS_IMPLICIT_KEY Nested|^BLOCK_IN_FLOW/, local: true, explain: colonInText},
  {when: /^BLOCK_AS_IMPLICIT_KEY Nested/, explain: keyBelowValue},
  {when: /^BAD_SCALAR_START/, local: true, explain: reservedStart},
  {when: /^BAD_DQ_ESCAPE/, local: true, explain: badEscape},
  {when: /sufficiently indented|expected flow collection end|Flow (map|sequence).*end with/, explain: unclosedBracket},
  {when: /A block sequence may not be used|block-seq-ind on same line/, explain: misplacedItem},
  {when: /^MULTILINE_IMPLICIT_KEY|followed by map values/, explain: missingColon},
  {when: /^BAD_INDENT|without - indicator/, explain: badIndent},
  {when: /Block scalar header|Not a YAML token/, explain: textAfterBar},
  {
    when: /flow-(map|seq)-end token/,
    explain: (place) => ({message: `${shown(place)} closes nothing`, span: word(place)}),
  },
  {when: /Missing , /, explain: (place) => ({message: 'a "," is missing before this', span: word(place)})},
  {when: /Unexpected [,e].* in flow/, explain: (place) => ({message: 'there is one "," too many', span: word(place)})},
  {when: /Comments must be separated/, local: true, explain: gluedComment},
];

function keyBelowValue(place: Place): Finding | undefined {
  const next = lineAt(place.file, place.lineStart + place.lineText.length + 1);
  if (next.lineText.trim() === '') return undefined;
  const indent = next.lineText.search(/\S|$/);
  const start = next.lineStart + indent;
  return {
    message: 'this line is indented as if it were below a key, but that key already has a value',
    span: {file: place.file, start, end: start + next.lineText.trim().length},
    related: [{span: word(place), label: 'the value'}],
    help: 'indent the line like the one above it, or remove the value',
  };
}

function reservedStart(place: Place): Finding {
  const span = restOfLine(place);
  const text = place.file.text.slice(span.start, span.end);
  return {
    message: `a text that begins with "${text[0]}" must be quoted in YAML`,
    span,
    label: `write ${quoted(text)}`,
    replacement: quoted(text),
  };
}

function badEscape(place: Place): Finding {
  const written = place.file.text.slice(place.start, place.start + 2);
  return {
    message: `"${written}" is no escape in double quotes`,
    span: {...place, end: place.start + 2},
    help: 'write the text in single quotes, where a backslash stands for itself',
  };
}

function misplacedItem(place: Place): Finding {
  const start = place.lineStart + Math.max(0, place.lineText.indexOf('- '));
  const sameLine = place.lineText.slice(0, start - place.lineStart).trim() !== '';
  return {
    message: sameLine ? 'a list begins on the line after its key' : 'a list item cannot stand among the keys of a map',
    span: {file: place.file, start, end: start + 1},
  };
}

function missingColon(place: Place): Finding | undefined {
  const span = restOfLine(place);
  const text = place.file.text.slice(span.start, span.end);
  if (text.startsWith('- ')) return misplacedItem(place);
  const glued = /^([\w-]+):(?=\S)/.exec(text);
  if (glued !== null) {
    const key = glued[1] ?? '';
    return {
      message: `a blank is missing after "${key}:"`,
      span: {...span, end: span.start + key.length + 1},
      label: `write "${key}: ${text.slice(key.length + 1)}"`,
      replacement: `${key}: `,
    };
  }
  return {message: `"${text}" is no "key: value"; is a ":" missing?`, span};
}

function badIndent(place: Place): Finding {
  const below = place.lineText.trim() === '' || place.start >= place.lineStart + place.lineText.length;
  const line = below ? lineAt(place.file, place.lineStart + place.lineText.length + 1) : place;
  const indent = line.lineText.search(/\S|$/);
  const start = line.lineStart + indent;
  return {
    message: `this line is indented by ${indent}, which is in line with nothing above it`,
    span: {file: place.file, start, end: Math.max(start + 1, start + line.lineText.trim().length)},
    help: 'the keys of one map, and the items of one list, begin in the same column',
  };
}

function textAfterBar(place: Place): Finding | undefined {
  if (!/[|>]/.test(place.lineText.slice(0, place.start - place.lineStart + 1))) return undefined;
  return {
    message: 'the text of a block begins on the line after "|"',
    span: restOfLine(place),
    help: 'move it to the next line and indent it',
  };
}

function gluedComment(place: Place): Finding {
  return {message: 'a comment needs a blank before its "#"', span: restOfLine(place), help: 'or quote the whole text'};
}

function tabIndent(span: Span): Diagnostic {
  const width = span.file.text.slice(span.start, span.end).length;
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: 'a tab cannot indent YAML',
    span,
    help: 'use spaces, two for each level',
    replacement: '  '.repeat(width),
  };
}

function tabBefore(place: Place): Span | undefined {
  const tab = /^( *)(\t+)/.exec(place.lineText);
  if (tab === null) return undefined;
  const start = place.lineStart + (tab[1] ?? '').length;
  return {file: place.file, start, end: start + (tab[2] ?? '').length};
}

/** An unquoted text that begins with `{{` in the line of the error or the two before it: always a mistake. */
function templateNear(place: Place): Span | undefined {
  for (let line = place.line; line > Math.max(0, place.line - 3); line -= 1) {
    const text = lineText(place.file, line);
    const lead = /^\s*(?:- +)*(?:[\w-]+:\s+)?(?:[\w-]+:\s+|[[{](?:[^'"]*[:,]\s+)?)?(?=\{\{)/.exec(text);
    if (lead === null) continue;
    const inFlow = /[[{]/.test(lead[0]);
    const rest = text.slice(lead[0].length);
    const value =
      (inFlow ? /^\{\{.*?\}\}[^\s,\]}]*/.exec(rest)?.[0] : undefined) ?? rest.replace(/\s+#.*$/, '').trimEnd();
    const start = lineStart(place, line) + lead[0].length;
    return {file: place.file, start, end: start + value.length};
  }
  return undefined;
}

function lineStart(place: Place, line: number): number {
  let start = place.lineStart;
  for (let at = place.line; at > line; at -= 1) start = place.file.text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

function restOfLine(place: Place): Span {
  const end = place.lineStart + place.lineText.replace(/\s+#.*$/, '').trimEnd().length;
  return {file: place.file, start: place.start, end: Math.max(end, place.start + 1)};
}

function word(place: Place): Span {
  const text = /^\S+/.exec(place.file.text.slice(place.start, Math.max(place.end, place.start + 1)))?.[0] ?? '';
  return {file: place.file, start: place.start, end: place.start + Math.max(1, text.length)};
}

function shown(place: Place): string {
  return JSON.stringify(place.file.text.slice(place.start, place.end));
}
