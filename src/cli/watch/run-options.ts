import {runFormats} from '../../report/formats/index.ts';
import {reports} from '../../report/formats/reports.ts';
import type {Call, Options} from '../command.ts';
import {inGithubJob} from '../record/step-summary.ts';
import type {Terminal} from '../terminal.ts';

/** The options of commands that show a run while it happens. */
export const showingOptions: Options = {
  format: {
    takes: 'FORMAT',
    values: Object.keys(runFormats),
    about: `instead of the screen: ${summaries(runFormats)}`,
  },
  json: {about: 'the same as --format json'},
  report: {
    takes: 'FORMAT=FILE',
    values: Object.keys(reports),
    multiple: true,
    about: `write a report when it is over: ${Object.keys(reports).join(', ')}`,
  },
  quiet: {short: 'q', about: 'only what went wrong, and the end'},
  verbose: {short: 'v', about: 'with all that commands printed'},
};

function summaries(formats: Readonly<Record<string, {readonly summary: string}>>): string {
  return Object.entries(formats)
    .map(([name, {summary}]) => `${name} (${summary})`)
    .join(', ');
}

/** The name of a format of a run while it happens. */
export type RunFormatName = keyof typeof runFormats;

/** The format that was asked for; in a job of GitHub Actions its own, else plain lines. */
export function formatOf(call: Call, terminal: Terminal): RunFormatName {
  if (call.flag('json')) return 'json';
  const asked = call.value('format') as RunFormatName | undefined;
  return asked ?? (inGithubJob(terminal) && !terminal.interactive ? 'github' : 'plain');
}
