import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {Value} from '../../src/base/value.ts';
import {compileExpression} from '../../src/expression/compile.ts';
import type {Expression} from '../../src/expression/expression.ts';
import {functions} from '../../src/expression/functions/index.ts';
import {BOOL, INT, NUMBER, optional, STRING, type Type, typeText} from '../../src/expression/type.ts';
import {casesOf, drawn} from './drawn.ts';
import {names, scope} from './world.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function compiled(source: string, expected?: Type): Expression {
  const result = compileExpression(source, names, expected);
  if (!result.ok) throw new Error(drawn(source, result.error));
  return result.value;
}

describe('values', () => {
  const tables = parse(read('values.yaml')) as Record<string, Record<string, Value>>;
  describe.each(Object.entries(tables))('%s', (_, cases) => {
    test.each(Object.entries(cases))('%s', (source, wanted) => {
      const {type, evaluate} = compiled(source);
      const result = evaluate(scope);
      if (typeof wanted === 'string' && wanted.startsWith('fails: ')) {
        expect(result).toEqual({ok: false, error: {message: wanted.slice('fails: '.length)}});
        return;
      }
      const {is, type: wantedType} = wanted as unknown as {is: Value; type: string};
      expect({result, type: typeText(type)}).toEqual({result: {ok: true, value: is}, type: wantedType});
    });
  });

  test('every function of the language has a case', () => {
    const sources = Object.values(tables)
      .flatMap((cases) => Object.keys(cases))
      .join('\n');
    expect(Object.keys(functions).filter((name) => !sources.includes(`${name}(`))).toEqual([]);
  });
});

describe('functions', () => {
  test.each(Object.values(functions))('the example of $name is right: $example', ({example, summary}) => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(compiled(example).evaluate(scope).ok).toBe(true);
  });
});

describe('faults', () => {
  test.each(casesOf(read('faults.txt')))('$source', ({source, drawing}) => {
    const result = compileExpression(source, names);
    expect(drawn(source, result.ok ? [] : result.error)).toBe(drawing);
  });
});

describe('the expected type', () => {
  test.each([
    ['stdout', BOOL, '"stdout" is string, but bool is expected here'],
    ['value', STRING, '"value" is int, but string is expected here'],
    ['baseline', INT, '"baseline" is number, but int is expected here'],
  ])('%s', (source, expected, message) => {
    const result = compileExpression(source, names, expected);
    expect(result.ok ? [] : result.error.map((fault) => fault.message)).toEqual([message]);
  });

  test('an int is a number, what is dyn is looked at when it runs, and what may be absent may be null', () => {
    expect(compiled('value', NUMBER).evaluate(scope)).toEqual({ok: true, value: 3});
    expect(compiled('json.status', INT).evaluate(scope)).toEqual({
      ok: false,
      error: {message: '"ok" is not int, as is expected here'},
    });
    expect(compiled('inputs.flag', optional(STRING, '')).evaluate(scope)).toEqual({ok: true, value: null});
  });
});

describe('what an expression tells about itself', () => {
  test('reads: the longest static names', () => {
    const {reads, constant} = compiled('inputs.labels.tier == "x" && json.items[0].a > value');
    expect(reads).toEqual([['inputs', 'labels'], ['json'], ['value']]);
    expect(constant).toBe(false);
    expect(compiled('1 + 1').constant).toBe(true);
  });

  test.each([
    ['inputs.flag != null', [['inputs', 'flag']]],
    ['null != inputs.flag', [['inputs', 'flag']]],
    ['!(inputs.flag == null)', [['inputs', 'flag']]],
    ['steps.flag.succeeded && value > 1', [['steps', 'flag']]],
    ['steps.flag.state == "succeeded"', [['steps', 'flag']]],
    ['steps.flag.succeeded || value > 1', []],
    ['steps.flag.succeeded || steps.flag.succeeded && value > 1', [['steps', 'flag']]],
    ['has(inputs.flag)', [['inputs', 'flag']]],
    ['!steps.flag.succeeded', []],
  ])('%s proves present %j', (source, proven) => {
    expect(compiled(source, BOOL).provesPresent).toEqual(proven);
  });

  test('the part that is false', () => {
    expect(compiled('value > 1 && (value < 0 || value == 7) && true').falsePart(scope)).toBe('value < 0 || value == 7');
    expect(compiled('value > 500').falsePart(scope)).toBe('value > 500');
  });

  test('what it saw', () => {
    expect(compiled('inputs.flag != null && value > 1').observed(scope)).toEqual([
      {name: 'inputs.flag', value: undefined},
      {name: 'value', value: 3},
    ]);
  });
});

describe('bounds', () => {
  const code = (source: string): string[] => {
    const result = compileExpression(source, names);
    return result.ok ? [] : result.error.map((fault) => fault.code);
  };

  test.each([
    ['long', `"${'a'.repeat(10_000)}"`],
    ['deep', `${'('.repeat(500)}1${')'.repeat(500)}`],
    ['wide', Array.from({length: 3000}, () => '1').join('+')],
    ['negated', `${'!'.repeat(5000)}true`],
  ])('an expression that is too %s is refused', (_, source) => {
    expect(code(source)).toEqual(['too-large']);
  });

  test('work that grows without bound is stopped', () => {
    const doubled = `["x"]${'.map(a, a + a)'.repeat(60)}.size()`;
    expect(compiled(doubled).evaluate(scope)).toEqual({
      ok: false,
      error: {message: 'the expression does too much: it was stopped'},
    });
  });

  test('a pattern that would backtrack for ever does not', () => {
    expect(compiled(`"${'a'.repeat(40)}!".matches("^(a+)+$")`).evaluate(scope)).toEqual({ok: true, value: false});
  });
});
