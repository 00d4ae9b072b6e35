import {hash} from 'node:crypto';
import {harmless} from '../../base/harmless.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {type FindingsFormat, messageOf, regionOf} from './contract.ts';

const SEVERITIES: Readonly<Record<Diagnostic['severity'], string>> = {error: 'major', warning: 'minor'};

/** GitLab's Code Quality: a list. A finding is known again by what it says, wherever its line has moved to. */
export const gitlab: FindingsFormat = {
  print: ({findings, path}) => {
    const seen = new Map<string, number>();
    const issues = findings.map((finding) => {
      const {rule, severity, span} = finding;
      const file = span === undefined ? '.' : path(span.file.name);
      const what = `${rule}\n${file}\n${finding.message}`;
      const count = (seen.get(what) ?? 0) + 1;
      seen.set(what, count);
      return {
        description: harmless(messageOf(finding)),
        check_name: rule,
        fingerprint: hash('sha256', `${what}\n${count}`),
        severity: SEVERITIES[severity],
        location: {path: file, lines: {begin: span === undefined ? 1 : regionOf(span).line}},
      };
    });
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};
