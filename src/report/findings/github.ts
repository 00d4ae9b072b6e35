import {harmless} from '../../base/harmless.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {annotation} from '../formats/github-command.ts';
import {type FindingsFormat, type Found, messageOf, regionOf} from './contract.ts';

/** GitHub shows no more of each kind for one step of a job. */
const MOST = 10;

/** An annotation at the place of every finding, as many as GitHub shows. */
export const github: FindingsFormat = {
  print: (found) =>
    (['error', 'warning'] as const)
      .map((severity) => {
        const all = found.findings.filter((each) => each.severity === severity);
        const shown = all.length > MOST ? all.slice(0, MOST - 1) : all;
        const rest = all.length - shown.length;
        const more = rest === 0 ? '' : annotation(severity, {title: `and ${rest} more`}, 'the log has them all');
        return shown.map((each) => annotate(each, found)).join('') + more;
      })
      .join(''),
};

function annotate(finding: Diagnostic, found: Found): string {
  const {span, severity, rule} = finding;
  return annotation(severity, {...(span && placeOf(span, found)), title: rule}, harmless(messageOf(finding)));
}

/** Columns are understood only within one line. */
function placeOf(span: NonNullable<Diagnostic['span']>, {path}: Found): Readonly<Record<string, string>> {
  const {line, column, endLine, endColumn} = regionOf(span);
  const lines = {file: path(span.file.name), line: String(line), endLine: String(endLine)};
  return line === endLine ? {...lines, col: String(column), endColumn: String(endColumn)} : lines;
}
