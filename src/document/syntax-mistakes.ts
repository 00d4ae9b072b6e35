import type {Diagnostic} from '../text/diagnostic.ts';
import {positionAt} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {Place} from './place.ts';
import {quoted} from './quoting.ts';

type Finding = Omit<Diagnostic, 'rule' | 'severity'>;

/** A string without its closing quote, pointed at where it starts. */
export function unclosedString(place: Place): Finding {
  const before = place.file.text.slice(0, place.start);
  const start = Math.max(lastQuote(before, '"'), lastQuote(before, "'"));
  return {
    message: 'the string that starts here is never closed',
    span: firstLine(place, start),
    help: `close it with ${before[start] === "'" ? 'a single' : 'a double'} quote`,
  };
}

/** A string that was closed by a quote meant to open another, some lines later. */
export function runawayString(place: Place): Finding | undefined {
  const before = place.file.text.slice(0, place.start).trimEnd();
  const quote = before.at(-1);
  if (quote !== '"' && quote !== "'") return undefined;
  const start = lastQuote(before.slice(0, -1), quote);
  const from = positionAt(place.file, start).line;
  const to = positionAt(place.file, before.length - 1).line;
  if (start === -1 || from === to) return undefined;
  return {
    message: `the string that starts here is closed only on line ${to}`,
    span: firstLine(place, start),
    related: [{span: {file: place.file, start: before.length - 1, end: before.length}, label: 'this quote closes it'}],
    help: 'close the string where it ends',
  };
}

/** Words after the value on the same line: mostly a command that begins with a quote. */
export function textAfterString(place: Place): Finding {
  const value = valueOfLine(place);
  const text = value === undefined ? '' : value.file.text.slice(value.start, value.end);
  if (value === undefined || value.start >= place.start) {
    return {
      message: `unexpected ${JSON.stringify(place.file.text.slice(place.start, place.end))} after the value`,
      span: place,
    };
  }
  if (text.startsWith('*') || text.startsWith('[') || text.startsWith('{')) {
    const what = text.startsWith('*') ? 'an alias' : text.startsWith('[') ? 'a list' : 'a map';
    return {
      message: `YAML reads this as ${what}, because it begins with "${text[0]}"`,
      span: value,
      help: `if it is a text, quote it: ${quoted(text)}`,
      replacement: quoted(text),
    };
  }
  return {
    message: 'YAML ends this text at its second quote, and more follows',
    span: value,
    ...asBlock(place, value),
  };
}

/** `: ` inside an unquoted text: the mistake that everybody makes first. */
export function colonInText(place: Place): Finding | undefined {
  const value = valueOfLine(place);
  if (value === undefined) return undefined;
  const text = value.file.text.slice(value.start, value.end);
  const colon = text.search(/:(\s|$)/);
  if (colon === -1) return undefined;
  const label = {span: {file: value.file, start: value.start + colon, end: value.start + colon + 1}, label: 'this ":"'};
  return {
    message: 'YAML takes the ": " inside this text for a key and its value',
    span: value,
    related: [label],
    ...asBlock(place, value),
  };
}

/** A `[` or `{` without its end, pointed at where it opens. */
export function unclosedBracket(place: Place): Finding | undefined {
  const open = lastOpenBracket(place.file.text.slice(0, place.start));
  if (open === -1) return undefined;
  const [name, close] = place.file.text[open] === '[' ? ['list', ']'] : ['map', '}'];
  return {
    message: `the ${name} that starts here is not closed; "${close}" is missing`,
    span: {file: place.file, start: open, end: open + 1},
    help: `close it, or indent the line with its "${close}"`,
  };
}

/** Advice for a text that YAML cannot hold as it is: below `|` in a step's command or expression, else in quotes. */
function asBlock(place: Place, value: Span): Pick<Finding, 'help' | 'replacement'> {
  const text = value.file.text.slice(value.start, value.end);
  const key = /([\w-]+):\s+$/.exec(place.lineText.slice(0, value.start - place.lineStart))?.[1];
  if (key === undefined || !BLOCK_KEYS.has(key)) {
    return {help: `quote the text: ${quoted(text)}`, replacement: quoted(text)};
  }
  const indent = place.lineText.search(/[^\s-]/) + 2;
  const what = key === 'run' || key === 'script' ? 'command' : 'text';
  return {
    help: `put the ${what} under \`${key}: |\`, on a line of its own`,
    replacement: `|\n${' '.repeat(indent)}${text}`,
  };
}

const BLOCK_KEYS = new Set([
  'run',
  'script',
  'probe',
  'undo',
  'if',
  'while',
  'until',
  'fail_if',
  'assert',
  'that',
  'breach',
]);

/** The value on the line of `place`: after its first key, or after the dash. */
function valueOfLine(place: Place): Span | undefined {
  const lead = /^\s*(?:- +)*(?:(?:[\w-]+|'[^']*'|"[^"]*"):\s+)?/.exec(place.lineText)?.[0] ?? '';
  const value = place.lineText.slice(lead.length).trimEnd();
  const start = place.lineStart + lead.length;
  return value === '' ? undefined : {file: place.file, start, end: start + value.length};
}

function firstLine(place: Place, start: number): Span {
  const newline = place.file.text.indexOf('\n', start);
  const end = newline === -1 ? place.file.text.length : newline;
  return {
    file: place.file,
    start,
    end: Math.max(start + 1, start + place.file.text.slice(start, end).trimEnd().length),
  };
}

/** The offset of the last quote that is not escaped; two single ones in a row are one character. */
function lastQuote(text: string, quote: '"' | "'"): number {
  let at = text.lastIndexOf(quote);
  while (at > 0) {
    if (quote === "'" && text[at - 1] === "'") at = text.lastIndexOf(quote, at - 2);
    else if (quote === '"' && /(?<!\\)(?:\\\\)*\\$/.test(text.slice(Math.max(0, at - 64), at))) {
      at = text.lastIndexOf(quote, at - 1);
    } else return at;
  }
  return at;
}

function lastOpenBracket(text: string): number {
  let closed = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ']' || text[at] === '}') closed += 1;
    else if (text[at] === '[' || text[at] === '{') {
      if (closed === 0) return at;
      closed -= 1;
    }
  }
  return -1;
}
