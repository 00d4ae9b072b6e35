import {describe, expect, it} from 'vitest';
import type {Command} from '../../src/cli/command.ts';
import {parseCall} from '../../src/cli/parse-call.ts';

const command: Command = {
  usage: 'FILE',
  about: '',
  options: {
    input: {short: 'i', takes: 'NAME=VALUE', multiple: true, about: ''},
    format: {takes: 'FORMAT', values: ['plain', 'json'], about: ''},
    yes: {about: ''},
  },
  positionals: ['FILE', '[MORE]'],
  examples: [],
  run: async () => 0,
};

describe('arguments of a command', () => {
  it.each([
    [['a.yaml', '--input', 'x=1', '-i', 'x=2', '--yes'], {positionals: ['a.yaml'], input: ['x=1', 'x=2'], yes: true}],
    [['--input=x=1', 'a.yaml', 'b'], {positionals: ['a.yaml', 'b'], input: ['x=1'], yes: false}],
    [['--', '--yes'], {positionals: ['--yes'], input: [], yes: false}],
  ])('%j are read', (args, wanted) => {
    const call = parseCall(command, args);
    if (!call.ok) throw new Error(call.error);
    const {positionals, values, flag} = call.value;
    expect({positionals, input: values('input'), yes: flag('yes')}).toEqual(wanted);
  });

  it.each([
    [['a.yaml', '--imput', 'x=1'], 'unknown option "--imput"; did you mean "--input"?'],
    [['a.yaml', '--zzzzzz'], 'unknown option "--zzzzzz"'],
    [['a.yaml', '--input'], '"--input" needs a value: --input NAME=VALUE'],
    [['a.yaml', '--yes=1'], '"--yes" takes no value'],
    [['a.yaml', '--format', 'xml'], '"--format xml" is not possible; it takes plain, json'],
    [[], 'FILE is missing'],
    [['a', 'b', 'c'], 'unexpected argument "c"'],
  ])('%j are refused: %s', (args, message) => {
    expect(parseCall(command, args)).toEqual({ok: false, error: message});
  });
});
