import type {ListedReport} from './report-format.ts';

/** The only list of reports on a run: the values of `report --format` and of `--report` derive from it. */
export const reports = {
  html: {
    summary: 'one page with everything, to be opened in a browser',
    document: true,
    load: async () => (await import('./html/html.tsx')).html,
  },
  markdown: {
    summary: 'to be pasted into an issue',
    document: false,
    load: async () => (await import('./markdown.ts')).markdown,
  },
  junit: {
    summary: 'the steps as test cases, for a CI server',
    document: false,
    load: async () => (await import('./junit.ts')).junit,
  },
} as const satisfies Readonly<Record<string, ListedReport>>;
