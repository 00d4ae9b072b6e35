import {expect, test} from 'vitest';
import {fail, ok} from '../../src/base/result.ts';
import type {Pattern} from '../../src/expression/pattern.ts';
import {rendered, renderedJson} from '../../src/kinds/rendered.ts';
import {scopeOf, text} from './fakes.ts';

const scope = scopeOf({inputs: {name: 'x', list: [1, 2]}});

test('texts are rendered wherever they stand, other values stay', () => {
  const decoded = {a: [text('{{inputs.name}}!'), 3], b: {c: text('plain')}, d: true};
  expect(rendered(decoded, scope)).toEqual(ok({a: ['x!', 3], b: {c: 'plain'}, d: true}));
});

test('a pattern with values is compiled, one that cannot be read says so', () => {
  const pattern = rendered(text('^{{inputs.name}}+$', 'pattern'), scope);
  expect(pattern.ok && (pattern.value as Pattern).test('xxx')).toBe(true);
  expect(rendered(text('{{inputs.name}}(', 'pattern'), scope)).toMatchObject({
    error: {message: expect.stringContaining('the pattern x( cannot be read')},
  });
});

test('in JSON a single reference keeps the type of its value', () => {
  expect(renderedJson({list: text('{{inputs.list}}'), note: [text('is {{inputs.name}}')]}, scope)).toEqual(
    ok({list: [1, 2], note: ['is x']}),
  );
});

test('the first value that is missing is the error', () => {
  expect(rendered([text('{{a.b}}'), text('{{c.d}}')], scope)).toEqual(fail({message: 'a.b is absent'}));
});
