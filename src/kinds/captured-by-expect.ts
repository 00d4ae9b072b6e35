import {ok} from '../base/result.ts';
import {compilePattern} from '../expression/pattern.ts';
import {STRING, type Type} from '../expression/type.ts';
import {parseSample, type SampleFault} from './assertions/sample.ts';
import {type Expect, type Match, type Stream, streams} from './grammar/expect.ts';

/** What is wrong with a sample or pattern of `expect`; `start` and `end` count in its text. */
export interface ExpectFault extends SampleFault {
  readonly stream: Stream;
  readonly assertion: 'like' | 'matches' | 'not_matches';
}

/** The captures that come by themselves from `like` and `matches`, with their types; texts with faults give none. */
export function capturedByExpect(expect: Expect): Readonly<Record<string, Type>> {
  const captured: Record<string, Type> = {};
  for (const stream of streams) {
    const match = expect[stream];
    if (match !== undefined) Object.assign(captured, namesOfLike(match), namesOfMatches(match));
  }
  return captured;
}

/** Samples that cannot be read, and patterns that span lines, for text is matched line by line. */
export function expectFaults(expect: Expect): readonly ExpectFault[] {
  return streams.flatMap((stream) => {
    const {like, matches, not_matches} = expect[stream] ?? {};
    const faults: ExpectFault[] = [];
    const sample = like === undefined ? undefined : parseSample(blanked(like.source));
    if (sample?.ok === false) faults.push({stream, assertion: 'like', ...sample.error});
    for (const [assertion, pattern] of [['matches', matches] as const, ['not_matches', not_matches] as const]) {
      const fault = pattern === undefined ? undefined : (lineFault(pattern.source) ?? patternFault(pattern));
      if (fault !== undefined) faults.push({stream, assertion, ...fault});
    }
    return faults;
  });
}

function namesOfLike({like}: Match): Readonly<Record<string, Type>> {
  if (like === undefined) return {};
  const sample = parseSample(blanked(like.source));
  return sample.ok ? sample.value.names : {};
}

function namesOfMatches({matches}: Match): Readonly<Record<string, Type>> {
  if (matches === undefined) return {};
  const pattern = 'groups' in matches ? matches : compilePattern(blanked(matches.source));
  const groups = 'groups' in pattern ? pattern.groups : pattern.ok ? pattern.value.groups : [];
  return Object.fromEntries(groups.map((name) => [name, STRING]));
}

/** A pattern with values in it is compiled when these are known; what stands around them is looked at before. */
function patternFault(pattern: NonNullable<Match['matches']>): SampleFault | undefined {
  const {source} = pattern;
  const compiled = 'groups' in pattern ? ok(pattern) : compilePattern(blanked(source));
  if (!compiled.ok) {
    // What is quoted has blanks for the values.
    const why = compiled.error.replace(/: `[\s\S]*`$/, '');
    return {message: `"${source}" is not a pattern: ${why}`, start: 0, end: source.length};
  }
  const odd = compiled.value.groups.find((name) => !/^(?!constructor$)[a-z][a-z0-9_]*$/.test(name));
  if (odd === undefined) return undefined;
  const start = Math.max(0, source.indexOf(`<${odd}>`) + 1);
  const message = `"${odd}" becomes a capture, and is no name: use small letters, digits and "_"`;
  return {message, start, end: start + odd.length};
}

/** Where a pattern speaks of more than one line. */
function lineFault(source: string): SampleFault | undefined {
  const found = /\\n|\(\?[imU]*s[imsU]*[:)]|\n/.exec(source);
  if (found === null) return undefined;
  return {
    message: 'text is matched line by line, so a pattern cannot span lines; use "like" with several lines',
    start: found.index,
    end: found.index + found[0].length,
  };
}

/** `source` with each place for a value blanked by as many plain characters, so that positions hold. */
function blanked(source: string): string {
  return source.replace(/\{\{[\s\S]*?\}\}\}?/g, (place) => '_'.repeat(place.length));
}
