import {formatDuration} from '../../base/duration.ts';
import type {Value} from '../../base/value.ts';
import {isMap} from '../fits.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {BOOL, DURATION, DYN, INT, listOf, NUMBER, STRING, TIME, type Type} from '../type.ts';
import type {LanguageFunction, Signature} from './contract.ts';
import {number} from './number.ts';
import {time} from './time.ts';

const MAP: Type = {kind: 'map', of: DYN};
const SIZED = [STRING, listOf(DYN), MAP];

/** CEL's own functions of values of several types (cel-spec, "standard definitions"). */
export const standardValue: readonly LanguageFunction[] = [
  {
    name: 'size',
    summary: 'How many characters a text has, or how many items a list or map.',
    example: '["a", "b"].size()',
    signatures: [
      ...SIZED.map((on): Signature => ({on, takes: [], gives: INT, apply: ([value]) => size(value)})),
      ...SIZED.map((takes): Signature => ({takes: [takes], gives: INT, apply: ([value]) => size(value)})),
    ],
  },
  {
    name: 'string',
    summary: 'A number, bool, time or duration as text.',
    example: 'string(42)',
    signatures: [
      ...[STRING, NUMBER, BOOL, TIME].map(
        (type): Signature => ({takes: [type], gives: STRING, apply: ([value]) => String(value)}),
      ),
      {takes: [DURATION], gives: STRING, apply: ([value]) => formatDuration(Number(value))},
    ],
  },
  {
    name: 'bool',
    summary: 'True or false from the text "true" or "false".',
    example: 'bool("true")',
    signatures: [
      {takes: [BOOL], gives: BOOL, apply: ([value]) => value},
      {takes: [STRING], gives: BOOL, apply: ([text]) => truth(String(text).trim())},
    ],
  },
  {
    name: 'dyn',
    summary: 'The value, its type left open.',
    example: 'dyn(1) == dyn("1")',
    signatures: [{takes: [DYN], gives: DYN, apply: ([value]) => value}],
  },
  {...number, name: 'double', summary: "CEL's name for number().", example: 'double("1.5")'},
  {...time, name: 'timestamp', summary: "CEL's name for time().", example: 'timestamp("2025-11-21T14:15:02Z")'},
];

function size(value: Value | undefined): number {
  if (typeof value === 'string') return [...value].length;
  return isMap(value) ? Object.keys(value).length : Array.isArray(value) ? value.length : 0;
}

function truth(text: string): Outcome {
  return text === 'true' ? true : text === 'false' ? false : failure(`${quote(text)} is neither "true" nor "false"`);
}
