import {failure, type Outcome, quote} from '../outcome.ts';
import {compilePattern} from '../pattern.ts';
import {BOOL, STRING} from '../type.ts';
import type {LanguageFunction, StaticCall} from './contract.ts';

export const matches: LanguageFunction = {
  name: 'matches',
  summary: 'Whether an RE2 pattern is found somewhere in a text.',
  example: '"v1.20".matches("^v[0-9.]+$")',
  signatures: [
    {
      on: STRING,
      takes: [STRING],
      gives: checkPattern,
      apply: ([text, pattern], {spend}) => spend(String(text).length) ?? test(String(text), String(pattern)),
    },
    {
      takes: [STRING, STRING],
      gives: checkPattern,
      apply: ([text, pattern], {spend}) => spend(String(text).length) ?? test(String(text), String(pattern)),
    },
  ],
};

function checkPattern({
  literals: [, pattern],
}: StaticCall): typeof BOOL | {problem: string; code: 'pattern'; argument: number} {
  if (typeof pattern !== 'string') return BOOL;
  const compiled = compile(pattern);
  return compiled.ok
    ? BOOL
    : {problem: `${quote(pattern)} is not an RE2 pattern: ${compiled.error}`, code: 'pattern', argument: 1};
}

function test(text: string, pattern: string): Outcome {
  const compiled = compile(pattern);
  return compiled.ok
    ? compiled.value.test(text)
    : failure(`${quote(pattern)} is not an RE2 pattern: ${compiled.error}`);
}

type Compiled = ReturnType<typeof compilePattern>;
let last: {readonly source: string; readonly compiled: Compiled} | undefined;

/** Compiles a pattern; the last one is kept, for a macro tries one pattern on every item. */
function compile(source: string): Compiled {
  if (last?.source !== source) last = {source, compiled: compilePattern(source)};
  return last.compiled;
}
