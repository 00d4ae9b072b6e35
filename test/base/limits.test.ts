import {afterEach, describe, expect, test} from 'vitest';
import {parseJson} from '../../src/base/json.ts';
import {LIMITS, limits, setLimits, sizeText} from '../../src/base/limits.ts';
import {parseDocument} from '../../src/document/parse.ts';
import {compileExpression} from '../../src/expression/compile.ts';
import {compilePattern} from '../../src/expression/pattern.ts';
import {INT, listOf} from '../../src/expression/type.ts';
import {compileTemplate} from '../../src/template/compile.ts';
import {runbookOf} from '../engine/local/rig.ts';
import {scopeOf} from '../kinds/fakes.ts';

const standard = Object.entries(LIMITS).map(([name, limit]) => `${name}=${limit.standard}`);
afterEach(() => {
  setLimits(standard.join());
});

describe('limits are set by name', () => {
  test('to numbers and sizes', () => {
    expect(setLimits('document=2MiB, steps=5 redirects=0')).toEqual({ok: true, value: null});
    expect(limits).toMatchObject({document: 2 << 20, steps: 5, redirects: 0, depth: 64});
  });

  test.each([
    ['stops=5', '"stops=5" sets no limit; write NAME=NUMBER with one of document, depth,'],
    ['steps', '"steps" sets no limit'],
    ['steps=-1', '"steps=-1" sets no limit'],
    ['steps=0', '"steps=0": a limit is at least 1'],
    ['depth=1KiB', '"depth=1KiB": the limit "depth" is a number without a unit'],
    ['document=3MiB,steps=x', '"steps=x" sets no limit'],
  ])('%s is refused, and then none is set', (text, message) => {
    expect(setLimits(text)).toMatchObject({ok: false, error: expect.stringContaining(message)});
    expect(limits.document).toBe(LIMITS.document.standard);
  });

  test('and said as sizes', () => {
    expect([10 << 20, 256 << 10, 1000, 1 << 20].map(sizeText)).toEqual(['10 MiB', '256 KiB', '1000', '1 MiB']);
  });
});

const yaml = (text: string) => {
  const parsed = parseDocument({name: 'x.yaml', text});
  return parsed.ok ? [] : parsed.error.map(({rule, message}) => `${rule}: ${message}`);
};
const cel = (text: string) => {
  const compiled = compileExpression(text, {list: listOf(INT)});
  return compiled.ok ? compiled.value : compiled.error.map(({message}) => message);
};

describe('each of them', () => {
  test('document', () => {
    setLimits('document=20');
    expect(yaml(`a: ${'x'.repeat(30)}`)).toEqual(['too-large: x.yaml is too large: 33 bytes, the limit is 20 bytes']);
  });

  test('depth', () => {
    setLimits('depth=3');
    expect(yaml('a: {b: {c: {d: 1}}}')).toEqual(['too-large: this is nested more than 3 levels deep']);
  });

  test('nodes, also behind aliases', () => {
    setLimits('nodes=30');
    expect(yaml('[a, a, a, a]')).toEqual([]);
    const bomb = 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]';
    expect(yaml(bomb)).toEqual([expect.stringMatching(/^too-large: with this alias the document grows past 30 nodes/)]);
  });

  test('steps', () => {
    setLimits('steps=2');
    expect(() => runbookOf('steps: [{run: a}, {run: b}, {run: c}]')).toThrow('a file may have 2 steps');
  });

  test('expression, expression_nodes', () => {
    setLimits('expression=10,expression_nodes=5');
    expect(cel('1 + 1 == 2 || false')).toEqual(['this expression is 19 characters long; up to 10 are allowed']);
    expect(cel('1+1+1+1+1')).toEqual([expect.stringMatching(/too|limit|nodes/i)]);
  });

  test('expression_cost', () => {
    setLimits('expression_cost=100');
    const dear = cel('list.all(a, list.all(b, a == b))');
    const list = Array.from({length: 50}, () => 1);
    expect(!Array.isArray(dear) && dear.evaluate(scopeOf({list}))).toMatchObject({
      ok: false,
      error: {message: expect.stringContaining('does too much')},
    });
  });

  test('pattern: what is repeated, not what is long', () => {
    expect(compilePattern('(?:ab|cd|e+){1000}')).toMatchObject({
      ok: false,
      error: expect.stringContaining('its repetitions'),
    });
    expect(compilePattern('x'.repeat(10_000)).ok).toBe(true);
    setLimits('pattern=10');
    expect(compilePattern('a{100}').ok).toBe(false);
  });

  test('json_depth, outside of strings only', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}"[[[[\\"[[["${']'.repeat(depth)}`;
    expect(parseJson(nested(500))).toBeDefined();
    expect(parseJson(nested(501))).toBeUndefined();
    setLimits('json_depth=3');
    expect(parseJson(nested(3))).toEqual([[['[[[["[[[']]]);
    expect(parseJson(nested(4))).toBeUndefined();
    expect(parseJson('[1, 2')).toBeUndefined();
  });

  test('template, text', () => {
    setLimits('template=20,text=10');
    expect(compileTemplate(`{{list}}${'x'.repeat(30)}`, {list: listOf(INT)}, 'text')).toMatchObject({
      ok: false,
      error: [{message: 'this text is longer than 20'}],
    });
    const text = compileTemplate('{{a}} {{a}}', {a: {kind: 'string'}}, 'text');
    expect(text.ok && text.value.render(scopeOf({a: 'abcdefgh'}))).toMatchObject({
      ok: false,
      error: {message: 'the text with its values is larger than 10'},
    });
  });
});
