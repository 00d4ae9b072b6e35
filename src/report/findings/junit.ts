import {formatDiagnostic} from '../../text/code-frame.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {element, escaped} from '../formats/xml.ts';
import {type FindingsFormat, type Found, messageOf, regionOf} from './contract.ts';

/** JUnit's XML: a suite for each file, a case that fails for each error; a file without one has a case that passes. */
export const junit: FindingsFormat = {
  print: (found) => {
    const nowhere = found.findings.filter(({span}) => span === undefined);
    const suites = [
      ...found.files.map((file) => suite(found.path(file), ofFile(found, file), found.path)),
      ...(nowhere.length === 0 ? [] : [suite('no file', nowhere, found.path)]),
    ];
    const failures = found.findings.filter(({severity}) => severity === 'error').length;
    const tests = suites.reduce((sum, {count}) => sum + count, 0);
    const xml = element('testsuites', {name: 'runbook lint', tests, failures}, [
      '\n',
      ...suites.map((each) => `${each.xml}\n`),
    ]);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
  },
};

/** What was found in a file, or in one that it uses and which is not checked by itself. */
function ofFile({findings, files}: Found, file: string): readonly Diagnostic[] {
  return findings.filter(({span}) => {
    if (span === undefined) return false;
    return span.file.name === file || (file === files[0] && !files.includes(span.file.name));
  });
}

function suite(name: string, findings: readonly Diagnostic[], path: Found['path']) {
  const errors = findings.filter(({severity}) => severity === 'error');
  const warnings = findings.filter(({severity}) => severity === 'warning');
  const cases =
    errors.length === 0
      ? [element('testcase', {name: 'no error', classname: name})]
      : errors.map((each) => failing(each, path));
  const said = warnings.map(text).join('\n\n');
  const out = said === '' ? [] : [`${element('system-out', {}, [escaped(said)])}\n`];
  const attributes = {name, tests: cases.length, failures: errors.length, errors: 0, skipped: 0};
  return {
    count: cases.length,
    xml: element('testsuite', attributes, ['\n', ...cases.map((each) => `  ${each}\n`), ...out]),
  };
}

function failing(finding: Diagnostic, path: Found['path']): string {
  const {rule, span} = finding;
  const place = span === undefined ? {} : {file: path(span.file.name), line: regionOf(span).line};
  const name = span === undefined ? finding.message : `${finding.message} (line ${regionOf(span).line})`;
  const failure = element('failure', {type: rule, message: messageOf(finding)}, [escaped(text(finding))]);
  return element('testcase', {name, classname: rule, ...place}, [failure]);
}

function text(finding: Diagnostic): string {
  return formatDiagnostic(finding, {color: false, unicode: true});
}
