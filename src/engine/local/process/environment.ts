import type {Values} from '../../../base/value.ts';

/** They say where and who one is. A weak secret may be a word of such a path, and no path is a secret. */
const PLACES = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_*', 'TZ', 'TMPDIR', 'SSH_AUTH_SOCK'];

const INHERITED = [...PLACES, '*_proxy', '*_PROXY'];

const SET: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  PAGER: 'cat',
  DEBIAN_FRONTEND: 'noninteractive',
  NO_COLOR: '1',
  TERM: 'dumb',
};

/** The variable by which the children of an attempt can be told, wherever they went. */
export const MARKER = 'RUNBOOK_ATTEMPT';

/** Whether a variable of this name says only where and who one is. */
export function isPlace(name: string): boolean {
  return PLACES.map(testOf).some((test) => test(name));
}

/** The variables of `environment` that pass to commands: those every command gets and those of `patterns` (`AWS_*`). */
export function inheritedVariables(
  environment: Readonly<Record<string, string | undefined>>,
  patterns: readonly string[],
): Readonly<Record<string, string>> {
  const tests = [...INHERITED, ...patterns].map(testOf);
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && tests.some((test) => test(name))) passed[name] = value;
  }
  return passed;
}

/** What a command's environment is, but for its own values: what it inherits, what is always set, and its marker. */
export function baseEnvironment(
  snapshot: Values,
  {inherit, token}: {readonly inherit: readonly string[]; readonly token: string},
): Record<string, string> {
  return {...inheritedVariables(snapshot as Record<string, string>, inherit), ...SET, [MARKER]: token};
}

/** As `baseEnvironment`, for a command in a terminal: whatever keeps other commands from asking is left out. */
export function terminalEnvironment(
  snapshot: Values,
  {inherit, token}: {readonly inherit: readonly string[]; readonly token: string},
): Record<string, string> {
  return {...inheritedVariables(snapshot as Record<string, string>, inherit), [MARKER]: token};
}

/** `environment` without the variables that secrets are read from: a command gets a secret only where one is put in. */
export function withoutSources(
  environment: Readonly<Record<string, string | undefined>>,
  secrets: Readonly<Record<string, {readonly source: string; readonly body: unknown}>>,
): Readonly<Record<string, string | undefined>> {
  const sources = Object.values(secrets).flatMap(({source, body}) => (source === 'env' ? [body] : []));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !sources.includes(name)));
}

function testOf(pattern: string): (name: string) => boolean {
  if (pattern.startsWith('*')) return (name) => name.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return (name) => name.startsWith(pattern.slice(0, -1));
  return (name) => name === pattern;
}
