import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {Names, Scope} from '../../src/expression/scope.ts';
import {DYN, INT, listOf, STRING} from '../../src/expression/type.ts';
import {compileTemplate, type Standing} from '../../src/template/compile.ts';
import {helpers} from '../../src/template/helpers/index.ts';
import type {Place, Template} from '../../src/template/template.ts';
import {casesOf, drawn} from '../expression/drawn.ts';
import {names, scope} from '../expression/world.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function compiled(source: string, standing: Standing, of: Names = names): Template {
  const result = compileTemplate(source, of, standing);
  if (!result.ok) throw new Error(drawn(source, result.error));
  return result.value;
}

describe('texts', () => {
  const tables = parse(read('texts.yaml')) as Record<Place, Record<string, string>>;
  describe.each(Object.entries(tables) as [Place, Record<string, string>][])('%s', (place, cases) => {
    test.each(Object.entries(cases))('%s', (source, wanted) => {
      const result = compiled(source, place).render(scope);
      expect(result.ok ? result.value : `fails: ${result.error.message}`).toBe(wanted);
    });
  });

  test.each(Object.values(helpers))('the helper $name is shown by its example $example', ({name, summary}) => {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(tables.text).join('\n')).toContain(`{{${name} `);
  });
});

describe('a text while values are missing', () => {
  const partly: Scope = {
    get: (reference) => (reference[0] === 'run' ? `‹${reference.join('.')}›` : scope.get(reference)),
  };

  test.each<[Place, string, string]>([
    ['text', 'at {{time run.started_at}}, {{inputs.region}}', 'at ‹time run.started_at›, eu <&> "q"'],
    [
      'text',
      '{{#each inputs.changes}}{{this}} {{minutes run.elapsed}};{{/each}}',
      'login ‹minutes run.elapsed›;cart ‹minutes run.elapsed›;',
    ],
    ['text', '{{#each run.id}}{{this}}{{/each}}{{#with inputs.region}}{{this}}{{/with}}', '‹each run.id›eu <&> "q"'],
    ['text', '{{#if inputs.flag}}a{{else}}{{run.id}}{{/if}} {{secrets.token}}', '‹run.id› ***'],
    [
      'url',
      'https://x.example/{{run.id}}?r={{inputs.count}}&s={{inputs.region}}',
      'https://x.example/‹run.id›?r=3&s=eu%20%3C%26%3E%20%22q%22',
    ],
    ['shell', 'echo {{inputs.region}} {{run.id}}', `echo 'eu <&> "q"' ‹run.id›`],
  ])('%s %s', (place, source, wanted) => {
    expect(compiled(source, place, {...names, run: DYN}).outline(partly)).toBe(wanted);
  });
});

describe('faults', () => {
  test.each(casesOf(read('faults.txt')))('$source', ({source, drawing}) => {
    const result = compileTemplate(source, names, 'text');
    expect(drawn(source, result.ok ? [] : result.error)).toBe(drawing);
  });

  test('a list or map in a text, and quotes of JSON across a block', () => {
    const messages = (source: string, place: Place): readonly string[] => {
      const result = compileTemplate(source, names, place);
      return result.ok ? [] : result.error.map((fault) => fault.message);
    };
    expect(messages('{{inputs.changes}}', 'value')).toEqual([]);
    expect(messages('x {{inputs.changes}}', 'value')).toEqual([
      '"inputs.changes" is list<string>, which has no text of its own',
    ]);
    expect(messages('{"a": "{{inputs.changes}}"}', 'json')).toHaveLength(1);
    expect(messages('{"a": {{#if value}}"{{/if}}x"}', 'json')).toEqual([
      'a string of this JSON begins or ends inside the block on one way only',
    ]);
  });
});

describe('what a template tells about itself', () => {
  test('what it reads, and which secrets', () => {
    const {reads, secrets, constant, reference} = compiled(
      '{{#if value}}{{secrets.token}}{{/if}} {{inputs.labels.tier}}',
      'text',
    );
    expect(reads).toEqual([['value'], ['secrets', 'token'], ['inputs', 'labels']]);
    expect(secrets).toEqual(['token']);
    expect(constant).toBe(false);
    expect(reference).toBeUndefined();
  });

  test('a text that is one reference keeps its value', () => {
    const one = compiled('{{inputs.changes}}', 'value');
    expect(one.reference).toEqual(['inputs', 'changes']);
    expect(one.value(scope)).toEqual({ok: true, value: ['login', 'cart']});
    expect(compiled('{{json.items}}', 'value').value(scope)).toEqual({ok: true, value: [{a: 1}, {a: 2}]});
    expect(compiled('n={{value}}', 'value').value(scope)).toEqual({ok: true, value: 'n=3'});
    expect(compiled('plain', 'value')).toMatchObject({constant: true, reads: []});
  });
});

describe('any value', () => {
  const of: Names = {x: STRING, n: INT, l: listOf(STRING)};
  const any = fc.record({x: fc.string({unit: 'binary'}), n: fc.integer(), l: fc.array(fc.string())});
  const scopeOf = (values: {x: string; n: number; l: string[]}): Scope => ({get: ([name]) => values[name as 'x']});
  const text = (template: Template, values: {x: string; n: number; l: string[]}): string => {
    const result = template.render(scopeOf(values));
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };

  test('is itself again when JSON is parsed', () => {
    const template = compiled('{"a": "<{{x}}>", "b": {{x}}, "n": {{n}}, "l": {{l}}, "j": {{json l}} }', 'json', of);
    fc.assert(
      fc.property(any, (values) => {
        const x = values.x.toWellFormed();
        const l = values.l.map((item) => item.toWellFormed());
        expect(JSON.parse(text(template, {...values, l}))).toEqual({a: `<${x}>`, b: x, n: values.n, l, j: l});
      }),
    );
  });

  test('is one part of a URL', () => {
    const template = compiled('https://example.org/a/{{x}}/b?q={{x}}#f', 'url', of);
    fc.assert(
      fc.property(any, (values) => {
        const x = values.x.toWellFormed();
        fc.pre(x !== '' && x !== '.' && x !== '..');
        const url = new URL(text(template, values));
        expect(url.host).toBe('example.org');
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', x, 'b']);
        expect(url.searchParams.get('q')).toBe(x);
      }),
    );
  });

  test('is no markup of Slack, no header of its own, no way out of a folder', () => {
    const slack = compiled('{{x}}', 'slack', of);
    const header = compiled('v={{x}}', 'header', of);
    const path = compiled('logs/{{x}}.txt', 'path', of);
    fc.assert(
      fc.property(any, (values) => {
        expect(text(slack, values)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        const sent = header.render(scopeOf(values));
        expect(sent.ok && /[\r\n\0]/.test(sent.value)).toBe(false);
        const file = path.render(scopeOf(values));
        expect(file.ok && file.value.split(/[/\\]/).includes('..')).toBe(false);
      }),
    );
  });

  test('matches itself in a pattern, and only itself', () => {
    const template = compiled('^{{x}}$', 'pattern', of);
    fc.assert(
      fc.property(any, (values) => {
        fc.pre(!/[\n\u2028\u2029\r]/.test(values.x));
        expect(new RegExp(text(template, values)).test(values.x)).toBe(true);
        expect(new RegExp(text(template, values)).test(`${values.x}!`)).toBe(false);
      }),
    );
  });
});

describe('bounds', () => {
  const many: Scope = {get: ([name]) => (name === 'l' ? Array.from({length: 2000}, () => 'x'.repeat(50)) : undefined)};
  const of: Names = {l: listOf(STRING)};

  test('a text that grows beyond 1 MiB is a failure, and so is endless work without text', () => {
    const grown = compiled('{{#each l}}{{#each ../l}}{{this}}{{/each}}{{/each}}', 'text', of);
    expect(grown.render(many)).toEqual({ok: false, error: {message: 'the text with its values is larger than 1 MiB'}});
    const nested = 'l'
      .repeat(3)
      .split('')
      .map((_, depth) => `{{#each ${'../'.repeat(depth)}l}}`);
    const idle = compiled(`${nested.join('')}${'{{/each}}'.repeat(3)}`, 'text', of);
    expect(idle.render(many)).toMatchObject({ok: false});
  });

  test('blocks are not nested without end', () => {
    const source = '{{#if l}}'.repeat(3) + '{{#with l}}'.repeat(9) + '{{/with}}'.repeat(9) + '{{/if}}'.repeat(3);
    const result = compileTemplate(source, of, 'text');
    expect(result.ok ? [] : result.error.map((fault) => fault.code)).toEqual(['too-large']);
  });
});
