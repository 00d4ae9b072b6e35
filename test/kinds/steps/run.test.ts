import {expect, test} from 'vitest';
import {ok} from '../../../src/base/result.ts';
import type {CommandRequest} from '../../../src/kinds/io.ts';
import type {Performed} from '../../../src/kinds/steps/contract.ts';
import {type RunBody, run} from '../../../src/kinds/steps/run.ts';
import {input, io, scopeOf, text} from '../fakes.ts';

const scope = scopeOf({inputs: {name: "O'Hara; ls", dir: '/a b'}, secrets: {token: 't0p'}});
const ended: Performed = {did: 'ended', results: {exit: 0}};

async function performed(body: RunBody, answer: Performed = ended) {
  const requests: CommandRequest[] = [];
  const world = io({
    async command(request) {
      requests.push(request);
      return answer;
    },
  });
  const context = {cwd: '/work', shell: ['bash', '-eu'], env: {A: {value: '1', secret: false}}};
  const outcome = await run.perform(input(body, {scope, context, timeout: 5000}), world);
  return {outcome, request: requests[0]};
}

test('values of a script travel as variables, secrets marked, beside those of the context', async () => {
  const {request, outcome} = await performed({script: text('greet {{inputs.name}} {{secrets.token}}', 'shell')});
  expect(request).toEqual({
    script: 'greet "$V1" "$V2"',
    shell: ['bash', '-eu'],
    cwd: '/work',
    variables: [
      {name: 'A', value: '1', secret: false},
      {name: 'V1', value: "O'Hara; ls", secret: false},
      {name: 'V2', value: 't0p', secret: true},
    ],
    merge: false,
    untilExpected: false,
    matchers: {stdout: [], stderr: [], output: []},
    timeout: 5000,
  });
  expect(outcome).toEqual(ended);
});

test('arguments are one word each, and stdin is exactly the text', async () => {
  const argv = [text('ls', 'argument'), text('{{inputs.dir}}', 'argument')];
  const {request} = await performed({argv, stdin: text('{{inputs.name}}\n'), merge: true});
  expect(request).toMatchObject({argv: ['ls', '/a b'], stdin: "O'Hara; ls\n", merge: true});
  expect(request).not.toHaveProperty('script');
});

test('a command that may be ended early may have any status', async () => {
  const {request, outcome} = await performed({script: text('logs -f', 'shell'), until_expected: true});
  expect(request?.untilExpected).toBe(true);
  expect(outcome).toEqual({...ended, anyStatus: true});
});

test('how a command ended otherwise is passed on', async () => {
  const late: Performed = {did: 'timed-out', after: 5000};
  expect((await performed({script: text('x', 'shell'), until_expected: true}, late)).outcome).toEqual(late);
});

test('a value that is missing keeps the command from being started', async () => {
  const {outcome, request} = await performed({argv: [text('{{inputs.none}}', 'argument')]});
  expect(outcome).toEqual({did: 'not-started', message: 'inputs.none is absent'});
  expect(request).toBeUndefined();
});

test('it is described as a person would type it, with secrets hidden', () => {
  const argv = ['curl', '-H', 'Bearer {{secrets.token}}', '{{inputs.name}}'].map((each) => text(each, 'argument'));
  expect(run.describe({argv}, scope)).toEqual(ok(`curl -H 'Bearer ***' 'O'\\''Hara; ls'`));
  expect(run.describe({script: text('make\n', 'shell')}, scope)).toEqual(ok('make'));
});
