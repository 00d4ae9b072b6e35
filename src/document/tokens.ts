import {type CST, Lexer, Parser} from 'yaml';
import {fail, ok, type Result} from '../base/result.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import type {Span} from '../text/span.ts';
import type {Limits} from './limits.ts';
import {isCutByComment, quoted} from './quoting.ts';

/** The tokens of `file`; the error says that there are so many, or so deep, that even reading on would cost too much. */
export function readTokens(file: SourceFile, limits: Limits): Result<readonly CST.Token[], Diagnostic> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(file.text)) {
    lexemes += 1;
    if (lexemes > limits.nodes * LEXEMES_A_NODE) return fail(tooManyParts({file, start: 0, end: 0}, limits));
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > limits.depth + AROUND) return fail(tooDeep(file, parser.offset, limits));
  }
  for (const token of parser.end()) tokens.push(token);
  return ok(tokens);
}

/** The document, and a scalar: what stands on the parser's stack beside the maps and lists that are open. */
const AROUND = 2;

/** An ordinary runbook has three or four: indentation, mark, text, line break. */
const LEXEMES_A_NODE = 5;

/** What the tokens alone show to be wrong. `usable` is false if it makes no sense to read on. */
export function surveyTokens(
  file: SourceFile,
  tokens: readonly CST.Token[],
  limits: Limits,
): {readonly findings: readonly Diagnostic[]; readonly usable: boolean} {
  const stream = checkStream(file, tokens);
  if (stream !== undefined) return {findings: [stream], usable: false};
  const findings: Diagnostic[] = [];
  const names: Names = {anchors: [], aliases: new Set()};
  const open: Open[] = tokens.map((token) => ({token, depth: 0}));
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    nodes += 1;
    if (nodes > limits.nodes || next.depth > limits.depth) {
      return {findings: [tooLarge(file, next, limits)], usable: false};
    }
    if (findings.length < MOST_FINDINGS) findings.push(...checkToken(file, next.token).slice(0, MOST_FINDINGS));
    noteNames(names, next.token);
    for (const each of below(next)) open.push(each);
  }
  return {findings: [...findings, ...unusedAnchors(file, names)], usable: true};
}

interface Names {
  readonly anchors: CST.SourceToken[];
  readonly aliases: Set<string>;
}

function noteNames({anchors, aliases}: Names, token: CST.Token): void {
  if (token.type === 'alias') aliases.add(token.source.slice(1));
  for (const each of sourceTokens(token)) if (each.type === 'anchor') anchors.push(each);
}

/** An ampersand at the beginning of a text vanishes as an anchor. An alias with a typo explains why one is unused. */
function unusedAnchors(file: SourceFile, {anchors, aliases}: Names): readonly Diagnostic[] {
  const known = new Set(anchors.map(({source}) => source.slice(1)));
  if ([...aliases].some((name) => !known.has(name))) return [];
  const unused = anchors.filter(({source}) => ANCHOR.test(source) && !aliases.has(source.slice(1)));
  return unused.slice(0, MOST_FINDINGS).map((each) => unusedAnchor(file, each));
}

/** One file with a thousand tags is one mistake. */
const MOST_FINDINGS = 20;

interface Open {
  readonly token: CST.Token;
  readonly depth: number;
}

/** One document, no directives. */
function checkStream(file: SourceFile, tokens: readonly CST.Token[]): Diagnostic | undefined {
  const directive = tokens.find(({type}) => type === 'directive');
  if (directive !== undefined) {
    return error('YAML directives are not used here', spanOf(file, directive), {help: 'remove this line'});
  }
  const [first, second] = tokens.filter((token) => token.type === 'document');
  if (first === undefined || second === undefined) return undefined;
  const marker = second.start.find(({type}) => type === 'doc-start');
  const start = marker?.offset ?? second.offset;
  const span = {file, start, end: start + Math.max(1, marker?.source.length ?? 0)};
  return error('a runbook is one document, but a second one begins here', span, {
    related: [{span: {file, start: first.offset, end: first.offset + 1}, label: 'the first one begins here'}],
    help: 'put it into a file of its own',
  });
}

function checkToken(file: SourceFile, token: CST.Token): readonly Diagnostic[] {
  if (token.type === 'scalar') return checkComment(file, token);
  const properties = sourceTokens(token).filter(({type}) => type === 'tag' || type === 'anchor');
  return properties.flatMap((each) => checkProperty(file, each) ?? []);
}

function checkProperty(file: SourceFile, token: CST.SourceToken): Diagnostic | undefined {
  if (token.type === 'tag') return tag(file, token);
  if (token.type === 'anchor' && !ANCHOR.test(token.source)) {
    return error(`YAML reads ${JSON.stringify(token.source)} as an anchor`, spanOf(file, token), {
      help: 'quote the text, or put it below a "|"',
    });
  }
  return undefined;
}

const ANCHOR = /^&[A-Za-z_][\w-]*$/;

function unusedAnchor(file: SourceFile, token: CST.SourceToken): Diagnostic {
  return {
    rule: 'yaml-surprise',
    severity: 'error',
    message: `YAML reads "${token.source}" as an anchor, and nothing refers to it`,
    span: spanOf(file, token),
    label: 'this is lost',
    help: 'if it belongs to the text, quote the whole; otherwise remove it',
  };
}

function tag(file: SourceFile, token: CST.SourceToken): Diagnostic {
  if (token.source.startsWith('!!')) {
    return error(`tags such as ${JSON.stringify(token.source)} are not used here`, spanOf(file, token), {
      help: "to make something a text, quote it, as in '1.20'",
    });
  }
  return error(`YAML reads ${JSON.stringify(token.source)} as a tag, not as "not"`, spanOf(file, token), {
    help: 'an expression that begins with "!" stands below a "|"; often there is a positive word, as in "steps.x.succeeded"',
  });
}

function checkComment(file: SourceFile, token: CST.FlowScalar): readonly Diagnostic[] {
  const end = token.end ?? [];
  const lineEnd = end.findIndex(({type}) => type === 'newline');
  const comment = end.slice(0, lineEnd === -1 ? end.length : lineEnd).find(({type}) => type === 'comment');
  if (comment === undefined || !isCutByComment(token.source, comment.source)) return [];
  const text = file.text.slice(token.offset, comment.offset + comment.source.trimEnd().length);
  const finding: Diagnostic = {
    rule: 'yaml-surprise',
    severity: 'error',
    message: 'YAML ends the text before " #": what follows is a comment',
    span: spanOf(file, comment),
    label: 'this is lost',
    help: `quote the whole text: ${quoted(text)}, or put it below a "|"`,
  };
  return [finding];
}

function below({token, depth}: Open): Open[] {
  if (token.type === 'document') return token.value === undefined ? [] : [{token: token.value, depth}];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) =>
    [item.key, item.value].flatMap((each) => (each == null ? [] : [{token: each, depth: depth + 1}])),
  );
}

function sourceTokens(token: CST.Token): readonly CST.SourceToken[] {
  if (token.type === 'document') return token.start;
  if (!('items' in token)) return [];
  return token.items.flatMap((item) => [...item.start, ...(item.sep ?? [])]);
}

function tooLarge(file: SourceFile, {token, depth}: Open, limits: Limits): Diagnostic {
  if (depth > limits.depth) return tooDeep(file, token.offset, limits);
  return tooManyParts({file, start: token.offset, end: token.offset + 1}, limits);
}

function tooDeep(file: SourceFile, start: number, limits: Limits): Diagnostic {
  const message = `this is nested more than ${limits.depth} levels deep`;
  return {...tooManyParts({file, start, end: start + 1}, limits), message};
}

/** The finding for a document of more nodes than `limits` allow. */
function tooManyParts(span: Span, limits: Limits): Diagnostic {
  return {
    rule: 'too-large',
    severity: 'error',
    message: `the document has more than ${limits.nodes} parts`,
    span,
    help: 'split the runbook: a step "use" runs another file',
  };
}

function spanOf(file: SourceFile, token: {readonly offset: number; readonly source?: string}): Span {
  const length = 'source' in token ? (token.source ?? '').trimEnd().length : 1;
  return {file, start: token.offset, end: token.offset + length};
}

function error(message: string, span: Span, more: Partial<Diagnostic> = {}): Diagnostic {
  return {rule: 'yaml-syntax', severity: 'error', message, span, ...more};
}
