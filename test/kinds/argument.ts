import {parseDuration} from '../../src/base/duration.ts';
import {compilePattern} from '../../src/expression/pattern.ts';

/** The rendered argument of an assertion from a table's plain YAML, by the annotations of its schema. */
export function argumentOf(schema: unknown, written: unknown): unknown {
  const fragment = schema as Readonly<Record<string, unknown>>;
  const one = fragment['x-one-or-more'];
  if (one !== undefined) return [written].flat().map((each) => argumentOf(one, each));
  if (fragment['x-duration'] === true) return parseDuration(String(written));
  if (fragment['x-pattern'] !== undefined) return patternOf(String(written));
  if (Array.isArray(written) && fragment.items !== undefined) {
    return written.map((each) => argumentOf(fragment.items, each));
  }
  const short = fragment['x-short'] as {readonly text: string} | undefined;
  if (short !== undefined && typeof written === 'string') return {[short.text]: written};
  if (fragment.properties !== undefined) return mapOf(fragment.properties, written);
  return fragment['x-text'] === undefined ? written : String(written);
}

function mapOf(properties: unknown, written: unknown): unknown {
  const of = properties as Readonly<Record<string, unknown>>;
  const entries = Object.entries(written as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, value]) => [key, argumentOf(of[key], value)]));
}

function patternOf(source: string): unknown {
  const pattern = compilePattern(source);
  if (!pattern.ok) throw new Error(pattern.error);
  return pattern.value;
}
