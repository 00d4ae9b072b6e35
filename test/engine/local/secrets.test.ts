import {describe, expect, test} from 'vitest';
import {fail, ok} from '../../../src/base/result.ts';
import {maskReport} from '../../../src/engine/local/mask-data.ts';
import {printedBy} from '../../../src/engine/local/secret-command.ts';
import {openSecrets, type SecretSources} from '../../../src/engine/local/secrets.ts';
import {scopeOf} from '../../kinds/fakes.ts';

const sources = (given: Partial<SecretSources>): SecretSources => ({
  environment: () => undefined,
  readFile: async () => fail({message: 'there is no file'}),
  printed: async () => fail({message: 'there is no command'}),
  typed: {},
  ...given,
});
const secret = (source: string, body: unknown, optional = false) => ({source, body, optional});

describe('secrets', () => {
  test('are read once, all at the same time, and then seen and masked', async () => {
    let asked = 0;
    const printed = async () => {
      asked += 1;
      return ok('by-command\n');
    };
    const declared = {
      a: secret('command', {argv: ['pass']}),
      b: secret('prompt', 'B?'),
      c: secret('command', {argv: ['none']}, true),
    };
    const secrets = openSecrets(declared, sources({printed, typed: {b: 'by-hand'}}));
    expect(await secrets.resolve()).toEqual(ok(null));
    expect(await secrets.resolve()).toEqual(ok(null));
    expect(asked).toBe(2);
    expect(secrets.seenIn(scopeOf({})).get(['secrets', 'b'])).toBe('by-hand');
    expect(secrets.mask({x: ['a by-hand', {y: 'by-command!'}]})).toEqual({x: ['a ***', {y: '***!'}]});
  });

  test('that are missing are looked for again where that costs nothing, and nobody is asked twice', async () => {
    const values: Record<string, string> = {};
    let asked = 0;
    const printed = async () => {
      asked += 1;
      return ok('');
    };
    const declared = {a: secret('env', 'A', true), b: secret('command', {argv: ['x']}, true)};
    const secrets = openSecrets(declared, sources({environment: (name) => values[name], printed}));
    await secrets.resolve();
    expect(secrets.seenIn(scopeOf({})).get(['secrets', 'a'])).toBeUndefined();
    values.A = 'there now';
    await secrets.resolve();
    expect(secrets.seenIn(scopeOf({})).get(['secrets', 'a'])).toBe('there now');
    expect(asked).toBe(1);
  });

  test.each([
    ['short', 'abc', 'the secret "s" is shorter than 4 characters, and could not be kept out of the record'],
    ['long', 'x'.repeat(70_000), 'the secret "s" is longer than 64 KiB, and could not be kept out of the record'],
    ['missing', '', 'the secret "s" is missing: the variable S is not set, or empty'],
  ])('that are %s are refused, also where they may be missing', async (_, value, message) => {
    const secrets = openSecrets({s: secret('env', 'S')}, sources({environment: () => value}));
    expect(await secrets.resolve()).toEqual(fail(message));
    const maybe = openSecrets({s: secret('env', 'S', true)}, sources({environment: () => value}));
    expect((await maybe.resolve()).ok).toBe(value === '');
  });

  test('do not stand in the words of the one that failed', async () => {
    const printed = async () => fail({message: 'ended with 1: token known-secret is old'});
    const declared = {a: secret('env', 'A'), b: secret('command', {argv: ['x']})};
    const secrets = openSecrets(declared, sources({environment: () => 'known-secret', printed}));
    expect(await secrets.resolve()).toEqual(fail('the secret "b" is missing: ended with 1: token *** is old'));
  });

  test('that were captured are seen by the engine that kept them, and by no other as what stands for them', () => {
    const one = openSecrets({}, sources({}));
    const stand = one.keep('session-1234', 'login.key');
    expect(stand).toBe('*** (login.key 1)');
    const scope = scopeOf({steps: {login: {key: stand}}});
    expect(one.seenIn(scope).get(['steps', 'login', 'key'])).toBe('session-1234');
    const next = openSecrets({}, sources({}));
    expect(next.seenIn(scope).get(['steps', 'login', 'key'])).toBeUndefined();
  });
});

test('a report keeps its own words, whatever a secret is', () => {
  const report = {
    event: 'act-ended',
    key: '/deploy #1',
    did: 'failed',
    failure: {reason: 'unexpected', findings: [{assertion: 'exit', expected: 'deploy', actual: 'unexpected'}]},
    captured: {deploy: {deploy: 'a deploy'}},
    tookMs: 1,
  } as const;
  expect(maskReport(report as never, ['deploy', 'unexpected', 'failed'])).toEqual({
    ...report,
    failure: {reason: 'unexpected', findings: [{assertion: 'exit', expected: '***', actual: '***'}]},
    captured: {deploy: {'***': 'a ***'}},
  });
});

describe('a command that prints a secret', () => {
  const place = {cwd: '/', environment: {PATH: process.env.PATH, MINE: 'x'}};

  test('has no input, no terminal, and the environment it is given', async () => {
    const script = 'cat; printf "%s" "$MINE"; [ -t 0 ] || printf no; (: < /dev/tty) 2>/dev/null || printf tty';
    expect(await printedBy({script, timeout: 10_000}, place)).toEqual(ok('xnotty'));
  });

  test.each([
    [
      'says how it ended, and nothing that it printed',
      'echo hunter22; echo "bad hunter22" >&2; exit 3',
      'ended with 3: bad ***',
    ],
    ['is ended with all it started', 'sleep 60 & sleep 60', 'did not end within 0.1 s'],
    ['may kill itself', 'kill -9 $$', 'was ended by SIGKILL'],
  ])('%s', async (_, script, message) => {
    const timeout = message.includes('within') ? 100 : 10_000;
    const printed = await printedBy({script, timeout}, place);
    expect(printed).toEqual(fail({message: `the command "${script}" ${message}`}));
  });

  test('is not waited for by what it left behind', async () => {
    expect(await printedBy({script: 'sleep 60 & echo hunter22', timeout: 30_000}, place)).toEqual(ok('hunter22\n'));
  });

  test('that is not there is named', async () => {
    const printed = await printedBy({argv: ['no-such-manager', 'show'], timeout: 1000}, place);
    expect(printed).toEqual(
      fail({message: 'the command "no-such-manager show" cannot be started: there is no such program'}),
    );
  });
});
