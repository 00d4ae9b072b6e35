import type {Diagnostic} from '../../text/diagnostic.ts';
import {positionAt} from '../../text/source-file.ts';
import type {Span} from '../../text/span.ts';

/** How what was found in runbooks is written down. */
export interface FindingsFormat {
  readonly print: (found: Found) => string;
}

/** What was found, and where it was looked for. */
export interface Found {
  /** Errors first. */
  readonly findings: readonly Diagnostic[];
  /** The names of all files that were checked, those without findings included. */
  readonly files: readonly string[];
  /** A file's name as the top of its repository sees it, with `/` on every system. */
  readonly path: (name: string) => string;
  /** The version of this program. */
  readonly version: string;
}

/** A format as it is listed: its code is loaded only when it is asked for. */
export interface ListedFindings {
  readonly summary: string;
  readonly load: () => Promise<FindingsFormat>;
}

/** Where a finding is, lines and columns from 1, the end exclusive; columns count UTF-16 units. */
export function regionOf({file, start, end}: Span) {
  const from = positionAt(file, start);
  const to = positionAt(file, Math.max(start, end));
  return {line: from.line, column: from.column, endLine: to.line, endColumn: to.column};
}

/** A finding in one line: what, and what to do. */
export function messageOf({message, help}: Diagnostic): string {
  return help === undefined ? message : `${message}; ${help}`;
}
