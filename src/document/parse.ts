import {Composer, type Document, type YAMLError} from 'yaml';
import {fail, ok, type Result} from '../base/result.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import {positionAt, type SourceFile} from '../text/source-file.ts';
import {checkCharacters} from './characters.ts';
import {documentLimits, type Limits} from './limits.ts';
import type {Node} from './node.ts';
import {explainSyntaxError} from './syntax-error.ts';
import {readTokens, surveyTokens} from './tokens.ts';
import {buildTree} from './tree.ts';

/**
 * Reads `file` as one YAML 1.2 document: unique keys, no tags, no merge keys, aliases followed within `limits`.
 * Every node knows where it was written. On failure: every mistake that is not a consequence of another.
 */
export function parseDocument(
  file: SourceFile,
  limits: Limits = documentLimits(),
): Result<Node, readonly Diagnostic[]> {
  const unreadable = checkCharacters(file, limits);
  if (unreadable !== undefined) return fail([unreadable]);
  const tokens = readTokens(file, limits);
  if (!tokens.ok) return fail([tokens.error]);
  const survey = surveyTokens(file, tokens.value, limits);
  if (!survey.usable) return fail(survey.findings);
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    // Compared pairwise by the library; the tree does it in one pass and knows the first place.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const document = [...composer.compose(tokens.value, true, file.text.length)][0];
  const syntax = syntaxErrors(file, document?.errors ?? [], survey.findings);
  if (syntax.length > 0) return fail(inOrder([...survey.findings, ...syntax]));
  return buildChecked(file, document, {limits, findings: survey.findings});
}

function buildChecked(
  file: SourceFile,
  document: Document.Parsed | undefined,
  given: {readonly limits: Limits; readonly findings: readonly Diagnostic[]},
): Result<Node, readonly Diagnostic[]> {
  const contents = document?.contents ?? null;
  if (contents === null || (document?.contents?.range?.[0] === document?.contents?.range?.[1] && isEmpty(file))) {
    return fail(given.findings.length > 0 ? given.findings : [emptyFile(file)]);
  }
  const {node, findings} = buildTree(file, contents, given.limits);
  const all = [...given.findings, ...findings];
  return all.length > 0 ? fail(inOrder(all)) : ok(node);
}

function isEmpty(file: SourceFile): boolean {
  return file.text.split('\n').every((line) => /^\s*(#|---|$)/.test(line));
}

/** Drops what follows from a finding on the same line, and everything after the first error that shifts the rest. */
function syntaxErrors(
  file: SourceFile,
  errors: readonly YAMLError[],
  known: readonly Diagnostic[],
): readonly Diagnostic[] {
  const lines = new Set(known.map((each) => lineOf(file, each)));
  const found: Diagnostic[] = [];
  for (const error of errors.slice(0, 50)) {
    const {finding, local} = explainSyntaxError(file, error);
    const line = lineOf(file, finding);
    const consequence = lines.has(line) || lines.has(positionAt(file, error.pos[0]).line);
    if (!consequence) found.push(finding);
    lines.add(line);
    if (!local && !consequence) break;
  }
  return found;
}

function lineOf(file: SourceFile, {span}: Diagnostic): number {
  return positionAt(file, span?.start ?? 0).line;
}

function inOrder(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return findings.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function emptyFile(file: SourceFile): Diagnostic {
  return {
    rule: 'empty-file',
    severity: 'error',
    message: 'there is nothing in this file',
    span: {file, start: 0, end: 0},
    help: 'a runbook begins with the keys "runbook", "title" and "steps"',
  };
}
