import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import type {Names, Scope} from '../../src/expression/scope.ts';
import {BOOL, INT, listOf, STRING} from '../../src/expression/type.ts';
import {compileTemplate} from '../../src/template/compile.ts';
import type {ShellScript, Template} from '../../src/template/template.ts';
import {hostileValues} from './hostile-values.ts';
import {scriptText} from './shell-grammar.ts';

const NAMES: Names = {x: STRING, y: STRING, n: INT, yes: BOOL, list: listOf(STRING)};
const WORD = 'Zq7xWk';
const SEED = Number(process.env.RUNBOOK_SEED ?? 20_251_121);
const RUNS = Number(process.env.RUNBOOK_RUNS ?? 300);
const folder = mkdtempSync(join(tmpdir(), 'shell-values-'));

afterAll(() => rmSync(folder, {recursive: true}));

/**
 * Parametricity: an accepted script run with a harmless word and with a hostile value prints the same, with the value in
 * the word's place. That needs no knowledge of shell grammar; and no canary file may appear.
 */
describe.each([
  {shell: 'sh', dialect: 'sh', args: []},
  {shell: 'bash', dialect: 'bash', args: ['--noprofile', '--norc']},
] as const)('values in $shell scripts', ({shell, dialect, args}) => {
  const texts = fc.sample(scriptText(dialect), {seed: SEED, numRuns: RUNS});
  const accepted = texts.flatMap((source) => {
    const compiled = compileTemplate(source, NAMES, {shell: dialect});
    return compiled.ok && !compiled.value.constant ? [compiled.value] : [];
  });
  const cases = accepted.map((template, index) => makeCase(template, index, `${shell}.${index}`));

  test('most texts are accepted', () => {
    expect(accepted.length).toBeGreaterThan(texts.length * 0.35);
  });

  test('no value is run, and none changes what else is printed', () => {
    runAll(cases, {shell, args});
    const ran = cases.filter((each) => existsSync(each.canary)).map((each) => each.source);
    expect(ran).toEqual([]);
    expect(cases.filter(isChanged).slice(0, 3).map(shown)).toEqual([]);
  }, 60_000);
});

const MAX_SHOWN = 2000;

function isChanged(each: Case): boolean {
  return read(`${each.name}.b`) !== expected(each);
}

function expected({name, value}: Case): string {
  return read(`${name}.a`).replaceAll(WORD, () => value);
}

function shown(each: Case): unknown {
  const {source, value} = each;
  return {
    source,
    value,
    expected: expected(each).slice(0, MAX_SHOWN),
    printed: read(`${each.name}.b`).slice(0, MAX_SHOWN),
  };
}

function read(name: string): string {
  return readFileSync(join(folder, `${name}.out`), 'utf8').replaceAll(name, 'script');
}

interface Case {
  readonly name: string;
  readonly source: string;
  readonly value: string;
  readonly canary: string;
}

function makeCase(template: Template, index: number, name: string): Case {
  const canary = join(folder, `canary.${name}`);
  const values = hostileValues(canary);
  const value = values[index % values.length] ?? '';
  write(`${name}.a`, template, WORD);
  write(`${name}.b`, template, value);
  return {name, source: template.source, value, canary};
}

function write(name: string, template: Template, value: string): void {
  const script = template.script(scopeOf(value));
  if (!script.ok) throw new Error(script.error.message);
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'aa'), '');
  writeFileSync(join(folder, `${name}.sh`), `${assignments(script.value)}\n${PRELUDE}\n${script.value.text}\n`);
}

const scopeOf = (value: string): Scope => ({
  get: ([name]) => (name === 'n' ? 7 : name === 'yes' ? true : name === 'list' ? [value, value] : value),
});

const PRELUDE = `u='U u'; p() { printf '<%s>' "$@"; printf '\\n'; }`;

function assignments({variables}: ShellScript): string {
  return variables.map(({name, value}) => `${name}='${value.replaceAll("'", "'\\''")}'`).join('\n');
}

function runAll(
  cases: readonly Case[],
  {shell, args}: {readonly shell: string; readonly args: readonly string[]},
): void {
  const runs = cases.flatMap(({name}) => [`${name}.a`, `${name}.b`]);
  const driver = runs.map((name) => `( cd ${name} && . ../${name}.sh ) >${name}.out 2>/dev/null </dev/null`).join('\n');
  const path = join(folder, `${shell}.driver`);
  writeFileSync(path, `${driver}\nexit 0\n`);
  const {status, error} = spawnSync(shell, [...args, path], {
    cwd: folder,
    timeout: 50_000,
    env: {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8'},
  });
  if (error !== undefined || status !== 0) throw new Error(`${shell}: ${error?.message ?? status}`);
}
