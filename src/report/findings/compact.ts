import {harmless} from '../harmless.ts';
import {type FindingsFormat, messageOf, regionOf} from './contract.ts';

/** One line a finding, as editors and `grep` read it. */
export const compact: FindingsFormat = {
  print: ({findings}) =>
    findings
      .map((finding) => {
        const {span, severity, rule} = finding;
        const {line, column} = span === undefined ? {line: 1, column: 1} : regionOf(span);
        const place = span === undefined ? '' : `${span.file.name}:${line}:${column}: `;
        return `${place}${severity}[${rule}]: ${harmless(messageOf(finding))}\n`;
      })
      .join(''),
};
