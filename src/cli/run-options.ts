import {runFormats} from '../report/formats/index.ts';
import type {Options} from './command.ts';

/** The options of commands that show a run while it happens. */
export const showingOptions: Options = {
  format: {
    takes: 'FORMAT',
    values: Object.keys(runFormats),
    about: 'plain lines or one JSON event a line, instead of the screen',
  },
  json: {about: 'the same as --format json'},
  quiet: {short: 'q', about: 'only what went wrong, and the end'},
  verbose: {short: 'v', about: 'everything there is'},
};
