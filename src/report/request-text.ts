import type {Report} from '../events/event.ts';

/** What somebody asked of a run, in words: what follows "asked to". */
export function requestText({what, subject = ''}: Extract<Report, {readonly event: 'requested'}>): string {
  return what === 'again' ? `do "${subject}" again` : (ASKED[what] ?? what);
}

/** Requests whose names are not words. */
const ASKED: Readonly<Record<string, string>> = {
  kill: 'stop at once',
  rollback: 'roll back',
  release: 'end what stays in force',
  'report-breach': 'take a breach as seen',
};
