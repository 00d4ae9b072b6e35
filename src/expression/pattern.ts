import {RE2JS} from 're2js';
import {limits} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';

/** A regular expression with RE2's syntax; matching takes time linear in the text, whatever the pattern. */
export interface Pattern {
  readonly source: string;
  /** The names of its groups `(?P<name>…)` or `(?<name>…)`, in order. */
  readonly groups: readonly string[];
  readonly test: (text: string) => boolean;
  /** The named groups of the first match (an unmatched group is left out), or undefined where nothing matches. */
  readonly find: (text: string) => Readonly<Record<string, string>> | undefined;
}

/** Compiles `source`; the error says in RE2's words what is wrong, as in `missing closing ): (a`. */
export function compilePattern(source: string): Result<Pattern, string> {
  try {
    const compiled = RE2JS.compile(source);
    // What stands in the pattern itself costs little; what is repeated costs as often as it is.
    const repeated = compiled.programSize() - source.length;
    if (repeated > limits.pattern) return fail(`its repetitions make it too large: ${repeated} states`);
    const groups = Object.keys(compiled.namedGroups() as Record<string, number>);
    return ok({
      source,
      groups,
      test: (text) => compiled.matcher(text).find(),
      find: (text) => named(compiled, groups, text),
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error));
  }
}

function named(pattern: RE2JS, groups: readonly string[], text: string): Record<string, string> | undefined {
  const matcher = pattern.matcher(text);
  if (!matcher.find()) return undefined;
  const found: Record<string, string> = {};
  for (const name of groups) {
    const value = matcher.group(name);
    if (value !== null) found[name] = value;
  }
  return found;
}
