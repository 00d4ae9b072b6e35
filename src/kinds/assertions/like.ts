import type {Values} from '../../base/value.ts';
import {compilePattern, type Pattern} from '../../expression/pattern.ts';
import {Text} from '../grammar/fragments.ts';
import type {Matcher, TextAssertion} from './contract.ts';
import {lineReader} from './line-reader.ts';
import {parseSample, type Sample, type SampleLine} from './sample.ts';
import {quoted, tail} from './tail.ts';

/** Holds if the sample's lines occur one after another; its named places become captures. */
export const like = {
  name: 'like',
  summary: 'The lines of this sample occur one after another; `<name>` becomes a capture.',
  schema: Text('sample', {
    description:
      'A sample: `<name>` is any text and becomes a capture, `<name:int>` a number, `<...>` any text, `<<` a real `<`.',
    examples: ['Deployment: <deployment>', 'upgraded to <version> in <seconds:int> s'],
  }),
  examples: ['Deployment: <deployment>', 'upgraded to <version> in <seconds:int> s'],
  begin(text: string) {
    const sample = parseSample(text);
    if (!sample.ok) {
      const {message} = sample.error;
      return {feed() {}, verdict: () => ({holds: false, expected: 'a sample that can be read', actual: message})};
    }
    return matchSample(sample.value, text);
  },
} satisfies TextAssertion<string>;

function matchSample(sample: Sample, text: string): Matcher {
  const matchers = sample.lines.map(lineMatcher);
  const seen = tail();
  let captured: Values | undefined;
  let begun: readonly {readonly at: number; readonly captured: Values}[] = [];
  const look = (line: string): void => {
    const next: {at: number; captured: Values}[] = [];
    for (const candidate of [...begun, {at: 0, captured: {}}]) {
      const found = matchers[candidate.at]?.(line);
      if (found === undefined) continue;
      const going = {at: candidate.at + 1, captured: {...candidate.captured, ...found}};
      if (going.at === matchers.length) captured ??= going.captured;
      else next.push(going);
    }
    begun = next;
  };
  const literal = longestText(sample.lines[0] ?? []);
  const reader = lineReader(
    (line) => {
      if (captured === undefined) look(line);
    },
    (lines) => captured === undefined && (begun.length > 0 || lines.includes(literal)),
  );
  return {
    feed(piece) {
      seen.feed(piece);
      if (captured === undefined) reader.feed(piece);
    },
    verdict(ended) {
      if (ended) reader.end();
      if (captured !== undefined) return {holds: true, captured};
      return {holds: false, expected: `like ${quoted(text)}`, actual: seen.shown()};
    },
  };
}

type LineMatcher = (line: string) => Values | undefined;

function lineMatcher(line: SampleLine): LineMatcher {
  const literal = longestText(line);
  const first = line[0];
  if (line.length === 0) return (text) => (text === '' ? {} : undefined);
  if (line.length === 1 && first?.is === 'text') return (text) => (text === first.text ? {} : undefined);
  const pattern = compiled(line);
  const numbers = line.flatMap((part) => (part.is === 'place' && part.type === 'int' ? [part.name] : []));
  return (text) => {
    if (!text.includes(literal)) return undefined;
    const found = pattern.find(text);
    if (found === undefined) return undefined;
    const values: Record<string, string | number> = {...found};
    for (const name of numbers) values[name] = Number(found[name]);
    return values;
  };
}

function compiled(line: SampleLine): Pattern {
  const pattern = compilePattern(`^(?:${line.map(partSource).join('')})$`);
  if (!pattern.ok) throw new Error(`a sample gave a pattern that does not compile: ${pattern.error}`);
  return pattern.value;
}

function partSource(part: SampleLine[number]): string {
  if (part.is === 'any') return '(?:.*?)';
  if (part.is === 'place') return `(?P<${part.name}>${part.type === 'int' ? '[+-]?[0-9]+' : '.+?'})`;
  return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function longestText(line: SampleLine): string {
  return line.reduce(
    (longest, part) => (part.is === 'text' && part.text.length > longest.length ? part.text : longest),
    '',
  );
}
