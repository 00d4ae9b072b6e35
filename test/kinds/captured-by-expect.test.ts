import {expect, test} from 'vitest';
import {compilePattern} from '../../src/expression/pattern.ts';
import {INT, STRING} from '../../src/expression/type.ts';
import {capturedByExpect, expectFaults} from '../../src/kinds/captured-by-expect.ts';
import {text} from './fakes.ts';

function pattern(source: string) {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

test('names of samples and patterns become captures with their types', () => {
  const captured = capturedByExpect({
    stdout: {like: text('member {{inputs.name}} in <seconds:int> s: <state>', 'sample')},
    output: {matches: pattern('v(?P<version>[0-9]+)')},
    stderr: {matches: text('{{inputs.name}}: (?P<warning>.*)', 'pattern')},
  });
  expect(captured).toEqual({seconds: INT, state: STRING, version: STRING, warning: STRING});
});

test('a sample that cannot be read and patterns that span lines are found at their places', () => {
  const faults = expectFaults({
    stdout: {like: text('{{inputs.name}} <x> <x>', 'sample'), not_matches: pattern('a\\nb')},
    stderr: {matches: pattern('(?s)a.b')},
    output: {matches: pattern('(?i)fine')},
  });
  expect(faults.map(({stream, assertion, start, end}) => [stream, assertion, start, end])).toEqual([
    ['stdout', 'like', 20, 23],
    ['stdout', 'not_matches', 1, 3],
    ['stderr', 'matches', 0, 4],
  ]);
});
