import type {ListedFindings} from './contract.ts';

/** The only list of formats of findings beside the pretty one: the values of `lint --format` derive from it. */
export const findingsFormats = {
  compact: {summary: 'one line each', load: async () => (await import('./compact.ts')).compact},
  json: {summary: 'for programs', load: async () => (await import('./json.ts')).json},
  github: {summary: 'annotations', load: async () => (await import('./github.ts')).github},
  sarif: {summary: 'code scanning', load: async () => (await import('./sarif.ts')).sarif},
  gitlab: {summary: 'code quality', load: async () => (await import('./gitlab.ts')).gitlab},
  markdown: {summary: 'a summary', load: async () => (await import('./markdown.ts')).markdown},
  junit: {summary: 'test cases', load: async () => (await import('./junit.ts')).junit},
} as const satisfies Readonly<Record<string, ListedFindings>>;
