import {code, inline, table} from '../formats/markdown-text.ts';
import {type FindingsFormat, messageOf, regionOf} from './contract.ts';

/** GitHub takes no more than 1 MiB for the summary of a step. */
const MOST = 500;

/** A table for the summary of a job, or an issue. */
export const markdown: FindingsFormat = {
  print: ({findings, files, path}) => {
    const checked = `${files.length} runbook${files.length === 1 ? '' : 's'} checked`;
    if (findings.length === 0) return `## ✔ No findings\n\n${checked}\n`;
    const rows = findings.slice(0, MOST).map((finding) => {
      const {span, severity, rule} = finding;
      const place = span === undefined ? '' : code(`${path(span.file.name)}:${regionOf(span).line}`);
      return [severity, place, inline(messageOf(finding)), code(rule)];
    });
    const rest = findings.length > MOST ? `\nand ${findings.length - MOST} more\n` : '';
    const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
    return `## ✖ ${count}\n\n${checked}\n\n${table(['', 'Where', 'What', 'Rule'], rows)}${rest}`;
  },
};
