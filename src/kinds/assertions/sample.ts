import {fail, ok, type Result} from '../../base/result.ts';
import {INT, STRING, type Type} from '../../expression/type.ts';

/** A sample of `like`, taken apart. */
export interface Sample {
  readonly lines: readonly SampleLine[];
  /** The captures it gives, with their types. */
  readonly names: Readonly<Record<string, Type>>;
}

/** One line of a sample: literal texts and places. */
export type SampleLine = readonly SamplePart[];

/** A literal text, a place that becomes a capture, or `<...>`. */
export type SamplePart =
  | {readonly is: 'text'; readonly text: string}
  | {readonly is: 'place'; readonly name: string; readonly type: 'text' | 'int'}
  | {readonly is: 'any'};

/** What is wrong with a sample; `start` and `end` count in its text. */
export interface SampleFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const PART = /<<|<\.\.\.>|<([A-Za-z][A-Za-z0-9_]*)(?::([A-Za-z]*))?>|<|[^<]+/g;
const LONE = 'this "<" begins no place; write "<<" for a real "<"';
const ID = /^(?!constructor$)[a-z][a-z0-9_]*$/;

/** Reads a sample: `<name>` any text in one line, `<name:int>` a whole number, `<...>` any text, `<<` a real `<`. */
export function parseSample(text: string): Result<Sample, SampleFault> {
  const lines: SampleLine[] = [];
  const names: Record<string, Type> = {};
  let start = 0;
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
  for (const line of whole.split('\n')) {
    const parts = parseLine(line.replace(/\r$/, ''), names);
    if (!parts.ok) {
      const {message, start: from, end} = parts.error;
      return fail({message, start: start + from, end: start + end});
    }
    lines.push(parts.value);
    start += line.length + 1;
  }
  return ok({lines, names});
}

function parseLine(line: string, names: Record<string, Type>): Result<SampleLine, SampleFault> {
  const parts: SamplePart[] = [];
  for (const match of line.matchAll(PART)) {
    const [text, name, type] = match;
    const fault = text === '<' ? LONE : name === undefined ? undefined : placeFault(name, type, names);
    if (fault !== undefined) return fail({message: fault, start: match.index, end: match.index + text.length});
    if (name !== undefined) names[name] = type === 'int' ? INT : STRING;
    parts.push(partOf(text, name, type));
  }
  return ok(parts);
}

function partOf(text: string, name: string | undefined, type: string | undefined): SamplePart {
  if (name !== undefined) return {is: 'place', name, type: type === 'int' ? 'int' : 'text'};
  if (text === '<...>') return {is: 'any'};
  return {is: 'text', text: text === '<<' ? '<' : text};
}

function placeFault(name: string, type: string | undefined, names: Record<string, Type>): string | undefined {
  if (!ID.test(name)) return `"${name}" is not a name; use small letters, digits and "_"`;
  if (type !== undefined && type !== 'int')
    return `"${type}" is not a type of a place; write "<${name}>" or "<${name}:int>"`;
  if (Object.hasOwn(names, name)) return `"<${name}>" stands twice in this sample; use "<...>" for one of them`;
  return undefined;
}
