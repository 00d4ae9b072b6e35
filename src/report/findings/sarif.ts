import {hash} from 'node:crypto';
import {harmless} from '../../base/harmless.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Span} from '../../text/span.ts';
import {type FindingsFormat, type Found, messageOf, regionOf} from './contract.ts';

/** SARIF 2.1.0 (OASIS), with what code scanning demands beyond it: no field empty, paths from the top of the repository. */
export const sarif: FindingsFormat = {
  print: (found) => `${JSON.stringify(logOf(found), null, 2)}\n`,
};

function logOf(found: Found) {
  const rules = [...new Map(found.findings.map((finding) => [finding.rule, finding])).values()];
  const ids = rules.map(({rule}) => rule);
  const seen = new Map<string, number>();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: 'runbook', semanticVersion: found.version, rules: rules.map(ruleOf)}},
        columnKind: 'utf16CodeUnits',
        results: found.findings.map((finding) => resultOf(finding, {found, seen, index: ids.indexOf(finding.rule)})),
      },
    ],
  };
}

function ruleOf({rule, severity, help}: Diagnostic) {
  const words = rule.replaceAll('-', ' ');
  return {
    id: `runbook/${rule}`,
    name: words.replace(/(?:^| )(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: {text: words},
    fullDescription: {text: `A finding of runbook lint: ${words}`},
    help: {text: plain(help ?? `See what the finding says about its ${words}.`)},
    defaultConfiguration: {level: severity},
  };
}

interface Place {
  readonly found: Found;
  readonly seen: Map<string, number>;
  readonly index: number;
}

function resultOf(finding: Diagnostic, {found, seen, index}: Place) {
  const {rule, severity, span, related = []} = finding;
  const what = `${rule}\n${span === undefined ? '' : found.path(span.file.name)}\n${finding.message}`;
  const count = (seen.get(what) ?? 0) + 1;
  seen.set(what, count);
  return {
    ruleId: `runbook/${rule}`,
    ruleIndex: index,
    level: severity,
    message: {text: plain(messageOf(finding)), markdown: harmless(messageOf(finding))},
    locations: [{physicalLocation: span === undefined ? unplaced(found) : placeOf(span, found)}],
    ...(related.length > 0 && {
      relatedLocations: related.map((each, id) => ({
        id,
        physicalLocation: placeOf(each.span, found),
        message: {text: plain(each.label)},
      })),
    }),
    partialFingerprints: {'runbookFinding/v1': `${hash('sha256', what).slice(0, 16)}:${count}`},
  };
}

/** Every result must be somewhere: in the first file that was checked. */
function unplaced({files, path}: Found) {
  return {artifactLocation: {uri: uriOf(path(files[0] ?? '.'))}};
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function placeOf(span: Span, {path}: Found) {
  const {line, column, endLine, endColumn} = regionOf(span);
  return {
    artifactLocation: {uri: uriOf(path(span.file.name))},
    region: {startLine: line, startColumn: column, endLine, endColumn},
  };
}

/** Braces are placeholders in a message of SARIF, and brackets links: the text goes without, the Markdown has them. */
function plain(text: string): string {
  return harmless(text)
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll('`', "'");
}
