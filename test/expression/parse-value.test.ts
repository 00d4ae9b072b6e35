import {describe, expect, test} from 'vitest';
import type {Value} from '../../src/base/value.ts';
import {fromJson, parseValue} from '../../src/expression/parse-value.ts';
import {
  BOOL,
  DURATION,
  DYN,
  INT,
  listOf,
  NUMBER,
  optional,
  record,
  STRING,
  TIME,
  type Type,
} from '../../src/expression/type.ts';

describe('parseValue', () => {
  test.each<[string, Type, Value]>([
    [' as it is ', STRING, ' as it is '],
    ['', STRING, ''],
    [' 42 ', INT, 42],
    ['-7', INT, -7],
    ['1.5', NUMBER, 1.5],
    ['2', NUMBER, 2],
    ['true', BOOL, true],
    ['false', BOOL, false],
    ['1h30m', DURATION, 5_400_000],
    ['2025-11-21T14:15:02+01:00', TIME, '2025-11-21T13:15:02Z'],
    ['["a", "b,c"]', listOf(STRING), ['a', 'b,c']],
    ['["5m", "1h"]', listOf(DURATION), [300_000, 3_600_000]],
    ['{"a": [1]}', DYN, {a: [1]}],
    ['{"n": "3"}', record({n: INT}), {n: 3}],
    ['{"a": 1}', {kind: 'map', of: NUMBER}, {a: 1}],
    ['3', optional(INT, ''), 3],
  ])('%j as %j is %j', (text, type, value) => {
    expect(parseValue(text, type)).toEqual({ok: true, value});
  });

  test.each<[string, Type, string]>([
    ['4.2', INT, '"4.2" is not a whole number'],
    ['', INT, '"" is not a whole number'],
    ['99999999999999999999', INT, '"99999999999999999999" is not a whole number'],
    ['0x10', INT, '"0x10" is not a whole number'],
    ['NaN', NUMBER, '"NaN" is not a number'],
    ['yes', BOOL, '"yes" is not "true" or "false"'],
    ['toString', BOOL, '"toString" is not "true" or "false"'],
    ['5 minutes', DURATION, '"5 minutes" is not a duration such as "90s", "5m" or "1h30m"'],
    ['2025-02-30', TIME, '"2025-02-30" is not a time such as "2025-11-21T14:15:02Z"'],
    ['a, b', listOf(STRING), '"a, b" is not a JSON list such as ["a", "b"]'],
    ['{}', listOf(STRING), '{} is not list<string>'],
    ['[1]', listOf(STRING), '1 is not string'],
    ['{"m": 1}', record({n: INT}), 'there is no "m" in this map'],
    ['{"n": "x"}', record({n: INT}), '"n": "x" is not a whole number'],
    ['{', DYN, '"{" is not JSON'],
  ])('%j as %j fails', (text, type, message) => {
    expect(parseValue(text, type)).toEqual({ok: false, error: message});
  });

  test('a value of YAML is brought into the form of its type', () => {
    expect(fromJson(null, optional(INT, ''))).toEqual({ok: true, value: null});
    expect(fromJson([1, '2'], listOf(NUMBER))).toEqual({ok: true, value: [1, 2]});
    expect(fromJson(null, INT)).toEqual({ok: false, error: 'null is not int'});
  });
});
