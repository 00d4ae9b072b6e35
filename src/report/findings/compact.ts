import {harmless} from '../../base/harmless.ts';
import {type FindingsFormat, messageOf, regionOf} from './contract.ts';

/** One line a finding, as editors and `grep` read it. */
export const compact: FindingsFormat = {
  print: ({findings}) =>
    findings
      .map((finding) => {
        const {span, severity, rule} = finding;
        const {line, column} = span === undefined ? {line: 1, column: 1} : regionOf(span);
        const place = span === undefined ? '' : `${harmless(span.file.name)}:${line}:${column}: `;
        return `${place}${severity}[${rule}]: ${harmless(messageOf(finding))}\n`;
      })
      .join(''),
};
