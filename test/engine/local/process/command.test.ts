import {getEventListeners} from 'node:events';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {latestAttemptFolder} from '../../../../src/journal/run-folder.ts';
import {exitOf, KEY, type Rig, rig, until} from './rig.ts';

let at: Rig;
beforeEach(() => {
  at = rig();
});
afterEach(() => at.remove());

describe('the end of a command', () => {
  test.each([
    ['true', 0],
    ['exit 7', 7],
    ['false; true', 1],
    ['x=$(false; echo hi); true', 1],
    ['false | true', 1],
    ['echo "$nowhere"', 1],
    ['no_such_command_at_all', 127],
    ['exec /etc/passwd', 126],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['exec >&-; exit 4', 4],
  ])('%s gives %i', async (script, status) => {
    expect(exitOf(await at.command({script}))).toBe(status);
  });

  test('a command killed by a signal leaves no remark of the shell in its stderr', async () => {
    await at.command({argv: ['sh', '-c', 'kill -KILL $$']});
    expect(at.file('stderr')).toBe('');
  });

  test('nothing of it waits any longer for the engine to leave', async () => {
    const {signal: left} = new AbortController();
    await at.command({script: 'true'}, {left});
    expect(getEventListeners(left, 'abort')).toEqual([]);
  });

  test('one that closes its outputs, or leaves a daemon behind that has closed them, ends with its own status', async () => {
    expect(exitOf(await at.command({script: 'exec >&- 2>&-; exit 4'}))).toBe(4);
    const daemon =
      "setsid sh -c 'echo $$ > daemon; exec sleep 300' </dev/null >/dev/null 2>&1 & until [ -s daemon ]; do :; done; exit 5";
    expect(exitOf(await at.command({script: daemon}, {key: '/daemon #1'}))).toBe(5);
    process.kill(Number(readFileSync(join(at.world, 'daemon'), 'utf8')), 'SIGKILL');
  });

  test('a child in the background does not hold the step, and is named', async () => {
    const performed = await at.command({script: 'echo first; sleep 300 & echo "$!" > child'});
    expect(performed).toMatchObject({did: 'ended', results: {exit: 0}});
    const child = readFileSync(join(at.world, 'child'), 'utf8').trim();
    // It may not have become `sleep` yet.
    expect(performed.did === 'ended' && performed.survivors).toEqual([
      expect.stringMatching(`^${child} (sleep 300$|bash )`),
    ]);
    process.kill(Number(child), 'SIGKILL');
  });
});

describe('what cannot be started', () => {
  test.each([
    [{argv: ['no-such-program']}, 'there is no program "no-such-program" on PATH'],
    [{argv: ['./no-such-program']}, 'there is no program "./no-such-program"'],
    [
      {shell: ['no-such-shell']},
      'there is no program "no-such-shell" on PATH to run the script; name another shell with "shell:"',
    ],
    [{cwd: '/no/such/folder'}, 'there is no folder "/no/such/folder" to work in'],
    [{argv: ['echo', 'a\0b']}, 'a value holds a NUL character, which no command can be given'],
    [{argv: ['echo', 'x'.repeat(131_072)]}, expect.stringContaining('is longer than 128 KiB')],
    [{argv: []}, 'the command is empty'],
  ])('%#: says so, and nothing is run', async (request, message) => {
    expect(await at.command(request)).toEqual({did: 'not-started', message});
    expect(latestAttemptFolder(at.run.folder, KEY)).toBeUndefined();
  });

  test('an environment of three megabytes is a message, not an exception', async () => {
    const variables = Array.from({length: 40}, (_, index) => ({
      name: `V${index}`,
      value: 'x'.repeat(80_000),
      secret: false,
    }));
    const performed = await at.command({argv: ['true'], variables});
    expect(performed).toMatchObject({did: 'not-started', message: expect.stringContaining('E2BIG')});
  });
});

describe('what a command sees', () => {
  test('its own output, byte for byte', async () => {
    await at.command({script: String.raw`printf 'a\r\n\033[1m\377\0z'; printf 'err' >&2`});
    const bytes = readFileSync(join(latestAttemptFolder(at.run.folder, KEY) ?? '', 'stdout'));
    expect([...bytes]).toEqual([97, 13, 10, 27, 91, 49, 109, 255, 0, 122]);
    expect(at.file('stderr')).toBe('err');
  });

  test('both streams in one, in exact order, where it asks for that', async () => {
    await at.command({script: 'for i in 1 2 3; do echo out$i; echo err$i >&2; done', merge: true});
    expect(at.file('stdout')).toBe('out1\nerr1\nout2\nerr2\nout3\nerr3\n');
  });

  test('an empty standard input, or what it was given', async () => {
    await at.command({script: 'cat'});
    expect(at.file('stdout')).toBe('');
    await at.command({script: 'cat', stdin: 'hello\nworld'}, {key: '/other #1'});
    expect(at.file('stdout', '/other #1')).toBe('hello\nworld');
  });

  test('no terminal, a session of its own', async () => {
    await at.command({script: '[ -t 0 ] || [ -t 1 ] || echo none; (echo x > /dev/tty) 2>/dev/null || echo no tty'});
    expect(at.file('stdout')).toBe('none\nno tty\n');
  });

  test('an environment of what is inherited, what is always set, its own variables and its marker', async () => {
    const run = {
      ...at.run,
      environment: {...at.run.environment, LC_ALL: 'C', AWS_PROFILE: 'p', AWS_X: 'x', SECRET: 's', https_proxy: 'q'},
    };
    const variables = [{name: 'RB_1', value: 'one', secret: false}];
    await at.command({argv: ['env'], variables}, {run, inherit: ['AWS_P*']});
    const names = at
      .file('stdout')
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(
      names.filter((name) => name !== '_' && name !== 'PWD' && name !== 'OLDPWD' && name !== 'SHLVL').sort(),
    ).toEqual([
      'AWS_PROFILE',
      'DEBIAN_FRONTEND',
      'GIT_PAGER',
      'GIT_TERMINAL_PROMPT',
      'HOME',
      'LC_ALL',
      'NO_COLOR',
      'PAGER',
      'PATH',
      'RB_1',
      'RUNBOOK_ATTEMPT',
      'TERM',
      'https_proxy',
    ]);
  });

  test('a stdout that can be emptied: what was seen is kept, and said', async () => {
    const script = 'printf "%0200d" 1; until [ -e go ]; do sleep 0.01; done; echo rest > /dev/stdout';
    let seen = '';
    const matcher = {
      feed: (piece: string) => {
        seen += piece;
        writeFileSync(join(at.world, 'go'), '');
      },
      verdict: () => ({holds: true}) as const,
    };
    expect(exitOf(await at.command({script, matchers: {stdout: [matcher], stderr: [], output: []}}))).toBe(0);
    expect(seen.endsWith('1rest\n')).toBe(true);
    expect(at.notes).toEqual([expect.stringContaining('emptied its stdout')]);
  });

  test('a command that was all that was expected is ended, whatever its status', async () => {
    let text = '';
    const matcher = {
      feed: (piece: string) => {
        text += piece;
      },
      verdict: () =>
        text.includes('ready') ? ({holds: true} as const) : {holds: false as const, expected: '', actual: ''},
    };
    const matchers = {stdout: [matcher], stderr: [], output: []};
    const performed = await at.command({script: 'echo ready; sleep 300', untilExpected: true, matchers});
    expect(performed.did).toBe('ended');
  });
});

describe('a command that is to end', () => {
  const ready = (script: string) => `${script}\ntouch ready\nsleep 300 & wait; wait`;
  const cases: readonly (readonly [string, string, 'cancelled' | 'ended'])[] = [
    ['a tree', ready('(sleep 300 & sleep 300) &'), 'cancelled'],
    ['one that cleans up and fails', ready('trap "touch cleaned; exit 9" TERM'), 'cancelled'],
    ['one that cleans up and ends well', ready('trap "exit 0" TERM'), 'ended'],
    ['one that ignores TERM', 'trap "" TERM; touch ready; while :; do sleep 0.05; done', 'cancelled'],
    ['one that is stopped', 'touch ready; kill -STOP $$; sleep 300', 'cancelled'],
    ['one that forks on', 'trap "" TERM; touch ready; while :; do (sleep 5 &) ; sleep 0.02; done', 'cancelled'],
  ];
  test.each(cases)('%s: nothing of it is left', async (_, script, did) => {
    const cancel = new AbortController();
    const performing = at.command({script}, {cancelled: cancel.signal});
    await until(() => existsSync(join(at.world, 'ready')));
    cancel.abort();
    const performed = await performing;
    expect(performed.did).toBe(did);
    expect('survivors' in performed && performed.survivors).toBeFalsy();
  });

  test('one that left its group is named', async () => {
    const cancel = new AbortController();
    const script = "setsid sh -c 'touch ready; exec sleep 301' & sleep 300";
    const performing = at.command({script}, {cancelled: cancel.signal});
    await until(() => existsSync(join(at.world, 'ready')));
    cancel.abort();
    const performed = await performing;
    const survivors = performed.did === 'cancelled' ? (performed.survivors ?? []) : [];
    expect(survivors).toEqual([expect.stringMatching(/^\d+ sleep 301$/)]);
    for (const survivor of survivors) process.kill(Number.parseInt(survivor, 10), 'SIGKILL');
  });

  test('one whose time is over', async () => {
    const performed = await at.command({script: 'sleep 300', timeout: 1});
    expect(performed).toMatchObject({did: 'timed-out', after: 1});
  });
});
