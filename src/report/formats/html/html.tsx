import {hash} from 'node:crypto';
import {renderToStaticMarkup} from 'react-dom/server';
import type {ReportFormat} from '../report-format.ts';
import {Page} from './page.tsx';
import {reportOf} from './report.ts';
import {script} from './script.ts';
import {style} from './style.ts';

/** One page that loads nothing: its style and its script stand in it, and its policy allows these two alone. */
export const html: ReportFormat = {
  extension: 'html',
  render: (source) =>
    `<!doctype html>\n${renderToStaticMarkup(<Page report={reportOf(source)} style={style} script={script} policy={policy()} />)}\n`,
};

function policy(): string {
  return [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `'sha256-${hash('sha256', text, 'base64')}'`;
}
