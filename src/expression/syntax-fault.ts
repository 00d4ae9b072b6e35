import type {Range} from './ast.ts';
import type {Fault} from './scope.ts';

/** The parser's error in the words of the language, with the fix for what people bring from elsewhere. */
export function syntaxFault(source: string, error: unknown): Fault {
  if (!isParseError(error)) throw error;
  const start = Math.min(error.range?.start ?? 0, source.length);
  const end = Math.max(Math.min(error.range?.end ?? start, source.length), start);
  const found = habit(source, start);
  if (found !== undefined) return {code: 'syntax', ...found};
  if (error.code === 'limit_exceeded') {
    return {
      code: 'too-large',
      message: 'this expression has too many parts or is nested too deeply',
      help: 'split it into several, with "set"',
      start: 0,
      end: source.length,
    };
  }
  return {code: 'syntax', message: message(error, source.slice(start, end)), start, end};
}

interface CelParseError {
  readonly code: string;
  readonly summary: string;
  readonly range?: {readonly start: number; readonly end: number};
}

function isParseError(error: unknown): error is CelParseError {
  return error instanceof Error && error.name === 'ParseError' && 'code' in error && 'summary' in error;
}

type Habit = Omit<Fault, 'code'>;

function habit(source: string, at: number): Habit | undefined {
  const braces = source.indexOf('{{');
  if (braces !== -1) {
    const end = source.indexOf('}}', braces);
    const inner = end === -1 ? '' : source.slice(braces + 2, end).trim();
    const message = 'this is an expression already: a name stands in it without braces';
    const range = {start: braces, end: end === -1 ? source.length : end + 2};
    return inner === '' ? {message, ...range} : {message, ...range, help: `write ${inner}`, replacement: inner};
  }
  for (const [written, instead, why] of SYMBOLS) {
    const start = source.lastIndexOf(written, at);
    if (start === -1 || start + written.length <= at || !standsAlone(source, start, written)) continue;
    return replace({start, end: start + written.length}, instead, `unexpected "${written}"; ${why}`);
  }
  return word(source, at);
}

/** What stands in other languages, what stands for it here, and why. Longer ones first. */
const SYMBOLS: readonly (readonly [string, string, string])[] = [
  ['===', '==', 'CEL compares with "=="'],
  ['!==', '!=', 'CEL compares with "!="'],
  ['=~', '.matches', 'a pattern is tried with text.matches("…")'],
  ['<>', '!=', 'CEL compares with "!="'],
  ['=', '==', 'CEL compares with "=="'],
  ['&', '&&', 'CEL says "and" with "&&"'],
  ['|', '||', 'CEL says "or" with "||"'],
];

function standsAlone(source: string, start: number, written: string): boolean {
  if (written === '===' || written === '!==') return true;
  if (written === '=') return !'=!<>'.includes(source[start - 1] ?? ' ') && source[start + 1] !== '=';
  return true;
}

const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  and: ['&&', 'CEL says "and" with "&&"'],
  or: ['||', 'CEL says "or" with "||"'],
  not: ['!', 'CEL negates with "!"'],
  is: ['==', 'CEL compares with "=="'],
  None: ['null', 'nothing is written null'],
};

function word(source: string, at: number): Habit | undefined {
  const before = /([A-Za-z]+)\s*$/.exec(source.slice(0, at));
  const here = /^[A-Za-z]+/.exec(source.slice(at));
  for (const [text, start] of [[here?.[0], at] as const, [before?.[1], before?.index ?? 0] as const]) {
    const known = text === undefined ? undefined : Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
    if (text !== undefined && known !== undefined) {
      return replace({start, end: start + text.length}, known[0], `unexpected "${text}"; ${known[1]}`);
    }
  }
  return undefined;
}

function replace(range: Range, replacement: string, message: string): Habit {
  return {...range, message, replacement, help: `write "${replacement}"`};
}

const TOKENS: Readonly<Record<string, string>> = {
  RPAREN: '")"',
  RBRACKET: '"]"',
  RBRACE: '"}"',
  COLON: '":"',
  IDENTIFIER: 'a name',
};

function message(error: CelParseError, text: string): string {
  const found = text === '' ? 'the end of the expression' : JSON.stringify(text);
  switch (error.code) {
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return `the string that starts here is never closed: ${text}`;
    case 'expected_token': {
      const expected = /Expected (\w+)/.exec(error.summary)?.[1] ?? '';
      return `expected ${TOKENS[expected] ?? expected.toLowerCase()}, found ${found}`;
    }
    case 'unexpected_token':
      return text === ''
        ? 'the expression ends here, but a value should follow'
        : `unexpected ${found}; expected a value`;
    case 'reserved_identifier':
      return `"${text}" is a reserved word of CEL`;
    case 'invalid_macro_argument':
      return macroMessage(error.summary, found);
    default:
      return text === '' ? error.summary : `unexpected ${found}`;
  }
}

function macroMessage(summary: string, found: string): string {
  if (summary.startsWith('has')) return `has() asks for a member, as in has(json.items), but this is ${found}`;
  return `expected the name of the loop variable, as in list.map(item, item.name), found ${found}`;
}
