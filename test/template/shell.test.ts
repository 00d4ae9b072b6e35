import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import type {Names, Scope} from '../../src/expression/scope.ts';
import {BOOL, INT, listOf, record, STRING} from '../../src/expression/type.ts';
import {compileTemplate} from '../../src/template/compile.ts';
import type {Dialect} from '../../src/template/shell/dialect.ts';

const names: Names = {x: STRING, y: STRING, n: INT, yes: BOOL, list: listOf(STRING), secrets: record({token: STRING})};
const values: Record<string, unknown> = {x: "a'b $(c)", y: 'why', n: 3, yes: true, list: ['p', 'q'], secrets: 'hidden'};
const scope: Scope = {get: ([name]) => values[name as string] as string};

/** What becomes of a script: its text with variables, or why it is refused. */
function outcome(source: string, dialect: Dialect): string {
  const result = compileTemplate(source, names, {shell: dialect});
  if (!result.ok) return result.error.map(({message}) => `refused: ${message}`).join('\n');
  const script = result.value.script(scope);
  return script.ok ? script.value.text : `fails: ${script.error.message}`;
}

describe('scripts', () => {
  const tables = parse(readFileSync(new URL('shell.yaml', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  describe.each(Object.entries(tables))('%s', (title, cases) => {
    const dialect = (['sh', 'zsh'] as const).find((each) => title.startsWith(`${each}:`)) ?? 'bash';
    test.each(Object.entries(cases))('%s', (source, wanted) => {
      expect(outcome(source, dialect)).toBe(wanted);
    });
  });
});

describe('variables', () => {
  test('the same value shares one, a secret has its own', () => {
    const result = compileTemplate('curl -H {{secrets.token}} {{x}} "{{x}}" {{y}}', names, 'shell');
    const script = result.ok ? result.value.script(scope) : result;
    expect(script).toEqual({
      ok: true,
      value: {
        text: 'curl -H "${RB_1}" "${RB_2}" "${RB_2}" "${RB_3}"',
        variables: [
          {name: 'RB_1', value: 'hidden', secret: true},
          {name: 'RB_2', value: "a'b $(c)", secret: false},
          {name: 'RB_3', value: 'why', secret: false},
        ],
      },
    });
  });

  test('a value with a NUL character is a failure', () => {
    const result = compileTemplate('echo {{x}}', names, 'shell');
    const script = result.ok ? result.value.script({get: () => 'a\0b'}) : result;
    expect(script).toMatchObject({ok: false, error: {message: expect.stringContaining('NUL')}});
  });

  test('people see the values in their places, and no secret', () => {
    const source = `echo {{x}} "{{x}}" '{{x}}' {{y}} {{secrets.token}} # {{y}}`;
    const result = compileTemplate(source, names, 'shell');
    expect(result.ok && result.value.render(scope)).toEqual({
      ok: true,
      value: `echo 'a'\\''b $(c)' "a'b \\$(c)" 'a'\\''b $(c)' why *** # why`,
    });
  });

  test('long untidy scripts are read in one pass', () => {
    const source = `${'if [ -n "$a" ]; then\n  echo "it is ${b:-none}" >> log\nfi\n'.repeat(1000)}echo {{x}}`;
    expect(compileTemplate(source, names, 'shell').ok).toBe(true);
  });
});
