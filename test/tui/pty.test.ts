import {execFileSync} from 'node:child_process';
import {readdirSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {RunEvent} from '../../src/events/event.ts';
import {runbook, withFolder} from '../e2e/program.ts';
import {foreignIn, hostileLines} from './rig/hostile.ts';
import {eventsOf, onlyRun, type PtyProgram, placeIn, startAtTerminal} from './rig/pty.ts';

const GATE = `runbook: gate
title: A gate
steps:
  - id: ready
    title: Is everything ready?
    checklist:
      - The window is open
      - The team knows
  - id: go
    title: Go on?
    approve: {what: The release, self: true}
  - id: last
    title: The last step
    run: echo it is done
`;

const SECRET = `runbook: secret
title: It needs a secret
secrets: {token: {env: RUNBOOK_TEST_TOKEN_THAT_IS_NOT_SET}}
steps:
  - run: test -n "$TOKEN"
    env: {TOKEN: '{{secrets.token}}'}
`;

const WAITING = `runbook: waiting
title: A command that waits
steps:
  - id: held
    title: Hold
    run: |
      echo it waits
      read -r line < gate
      echo "$line"
`;

describe.concurrent('the program at a terminal', {timeout: 120_000}, () => {
  it('takes what the keyboard answers, and ends with the run', () =>
    inFolder(async ({folder, start}) => {
      const screen = start('gate.yaml');
      await screen.sees('The window is open');
      screen.type(' ');
      await screen.sees('❯ ☐ The team knows');
      screen.type(' ');
      await screen.sees('❯ ☑ The team knows');
      screen.type('\r');
      await screen.sees('Approve');
      // What is approved is what follows, with its values.
      await screen.sees('The last step: echo it is done');
      screen.type('\u001b[B');
      await screen.sees('❯ Approve');
      screen.type('\r');
      expect(await screen.ended).toEqual({status: 0, signal: undefined});
      await screen.sees('✔ The last step');
      expect(screen.state()).toMatchObject({screen: 'normal', title: '', clipboard: 0});
      expect(screen.visible()).not.toContain('q leave running');
      expect(answersIn(folder)).toMatchObject([
        {key: '/ready ?step', value: ['The window is open', 'The team knows'], via: 'terminal'},
        {key: '/go ?step', value: 'yes', via: 'terminal'},
      ]);
    }));

  it('says why an engine could not begin, and leaves no run', () =>
    inFolder(async ({folder, start}) => {
      writeFileSync(join(folder, 'secret.yaml'), SECRET);
      const screen = start('secret.yaml');
      expect(await screen.ended).toEqual({status: 2, signal: undefined});
      await screen.sees('the secret "token" is missing');
      expect(screen.text()).not.toContain('bug');
      expect(readdirSync(join(folder, 'state', 'runs'))).toEqual([]);
    }));

  it('goes on with the run when it is left, and another terminal takes it up', () =>
    inFolder(async ({folder, start, place}) => {
      const first = start('gate.yaml');
      await first.sees('The window is open');
      first.type('\u001b');
      await first.sees('q leave running');
      first.type('q');
      expect(await first.ended).toEqual({status: 0, signal: undefined});
      await first.sees(`runbook attach ${basename(onlyRun(folder))}`);
      const second = startAtTerminal(['attach'], place);
      await tick(second);
      await second.sees('Approve');
      expect((await runbook(['approve', basename(onlyRun(folder)), 'go'], place)).status).toBe(0);
      expect(await second.ended).toEqual({status: 0, signal: undefined});
      expect(enginesIn(folder)).toBe(1);
    }));

  it('tells the one of two terminals whose answer came second', () =>
    inFolder(async ({folder, start, place}) => {
      const first = start('gate.yaml');
      await first.sees('The window is open');
      const second = startAtTerminal(['attach'], place);
      for (const screen of [first, second]) await screen.sees('❯ ☐ The window is open');
      first.type(' ');
      await second.sees('☑ The window is open');
      second.type('a');
      for (const screen of [first, second]) await screen.sees('☑ The team knows');
      first.type('\r');
      second.type('\r');
      for (const screen of [first, second]) await screen.sees('Approve');
      const told = () => [first, second].filter((screen) => screen.visible().includes('already'));
      await Promise.race([first, second].map((screen) => screen.until(() => told().length > 0, 'who was first')));
      expect(answersIn(folder)).toHaveLength(1);
      first.type('\u001b[B');
      await first.sees('❯ Approve');
      first.type('\r');
      for (const screen of [first, second]) expect((await screen.ended).status).toBe(0);
      expect(answersIn(folder)).toHaveLength(2);
    }));

  it('tries a failed command again with another, this once, and records it', () =>
    inFolder(async ({folder, start, place}) => {
      writeFileSync(join(folder, 'fails.yaml'), FAILS);
      const screen = start('fails.yaml');
      await screen.sees('Change the command and try again');
      screen.type('change\r');
      await screen.sees('Command: ls nowhere');
      screen.type('\u0015echo "it is $((1 + 1))"\r');
      await screen.sees('actual   "it is 2');
      screen.type('try\r');
      await screen.until(() => /it is 2[\s\S]*nowhere[\s\S]*Stop the run/.test(screen.visible()), 'the third failure');
      const id = basename(onlyRun(folder));
      expect((await runbook(['answer', id, 'look', 'retry', '--command', 'echo found'], place)).status).toBe(0);
      expect((await screen.ended).status).toBe(0);
      expect(attemptsIn(folder)).toEqual([undefined, 'echo "it is $((1 + 1))"', undefined, 'echo found']);
      await screen.sees('this once with the command: echo found');
    }));

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('leaves the run going on %s', (signal, status) =>
    inFolder(async ({folder, start, place}) => {
      const screen = start('gate.yaml');
      await screen.sees('The window is open');
      screen.kill(signal);
      expect(await screen.ended).toMatchObject({status});
      await screen.sees('goes on in the background');
      await stop(folder, place);
    }),
  );

  it('leaves the run going when its terminal is closed', () =>
    inFolder(async ({folder, start, place}) => {
      const screen = start('gate.yaml');
      await screen.sees('The window is open');
      screen.kill('SIGHUP');
      await screen.ended;
      expect((await runbook(['answer', basename(onlyRun(folder)), 'ready', 'done'], place)).status).toBe(0);
      await stop(folder, place);
    }));

  it('leaves the run at once on the second Ctrl-C, so that it can be resumed', () =>
    inFolder(async ({folder, start, place}) => {
      const screen = start('waiting.yaml');
      await screen.sees('│ it waits');
      screen.type('\u0003');
      await screen.sees('What shall become of the run?');
      screen.type('\u0003');
      expect(await screen.ended).toMatchObject({status: 130});
      await screen.sees('runbook resume');
      const again = startAtTerminal(['resume'], place);
      await again.sees('│ it waits');
      writeFileSync(join(folder, 'gate'), 'let go\n');
      expect(await again.ended).toMatchObject({status: 0});
      expect(eventsOf(onlyRun(folder)).filter(({event}) => event === 'act-ended')).toHaveLength(1);
    }));
});

describe('a command that prints every sequence a terminal obeys', {timeout: 120_000}, () => {
  it.each([
    ['while it runs and when it has failed', 'cat hostile; read -r line < gate; exit 3'],
    ['in its last line', 'tail -c 9 hostile; printf "%s" "$(tail -n 1 hostile)" >&2; read -r line < gate; exit 3'],
  ])('changes nothing of the terminal %s', (_, command) =>
    inFolder(async ({folder, start}) => {
      writeFileSync(join(folder, 'hostile'), `${hostileLines().join('\n')}\nall was printed\n`);
      writeFileSync(join(folder, 'hostile.yaml'), `runbook: hostile\ntitle: Hostile\nsteps:\n  - run: ${command}\n`);
      const screen = start('hostile.yaml');
      const printed = command.startsWith('cat') ? '│ all was printed' : '│ ';
      await screen.sees(printed);
      screen.type('o');
      const before = screen.state();
      writeFileSync(join(folder, 'gate'), 'go\n');
      await screen.sees('Stop the run');
      expect(screen.state()).toEqual(before);
      screen.type('stop\r');
      expect(await screen.ended).toMatchObject({status: 4});
      expect(foreignIn(screen.raw())).toEqual([]);
      expect(screen.text()).toMatch(/^Hostile · hostile/);
      expect(screen.state()).toMatchObject({screen: 'normal', title: '', clipboard: 0});
    }),
  );
});

const FAILS = `runbook: fails
title: It fails
steps:
  - id: look
    title: Look
    run: ls nowhere
    read_only: true
    expect: {stdout: {contains: found}}
`;

interface Seat {
  readonly folder: string;
  readonly place: ReturnType<typeof placeIn>;
  readonly start: (file: string) => PtyProgram;
}

function inFolder(use: (seat: Seat) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    writeFileSync(join(folder, 'gate.yaml'), GATE);
    writeFileSync(join(folder, 'waiting.yaml'), WAITING);
    execFileSync('mkfifo', [join(folder, 'gate')]);
    const place = placeIn(folder);
    await use({folder, place, start: (file) => startAtTerminal(['exec', file], place)});
  });
}

async function tick(screen: PtyProgram): Promise<void> {
  await screen.sees('❯ ☐ The window is open');
  screen.type('a');
  await screen.sees('☑ The team knows');
  screen.type('\r');
}

async function stop(folder: string, place: ReturnType<typeof placeIn>): Promise<void> {
  const stopped = await runbook(['stop', basename(onlyRun(folder)), '--now'], place);
  expect(stopped.status, stopped.err).toBe(0);
  const shown = await runbook(['attach', basename(onlyRun(folder)), '--format', 'json'], place);
  expect([2, 4]).toContain(shown.status);
}

type Named<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

function answersIn(folder: string): readonly Named<'answered'>[] {
  return eventsOf(onlyRun(folder)).filter((event) => event.event === 'answered');
}

/** The command of each attempt, where it was not the step's own. */
function attemptsIn(folder: string): readonly (string | undefined)[] {
  return eventsOf(onlyRun(folder)).flatMap((event) =>
    event.event === 'intended' && event.effect.do === 'act' ? [event.effect.instead] : [],
  );
}

function enginesIn(folder: string): number {
  return eventsOf(onlyRun(folder)).filter(({event}) => event === 'engine-started').length;
}

const TALK = `runbook: talk
title: A talk
steps:
  - id: talk
    title: Talk
    run:
      script: |
        test -t 0 && test -t 1
        printf 'Your name? '
        read -r name </dev/tty
        printf '\\033]0;mine\\007\\033[?25l\\033[?1000h\\033[31m'
        stty -echo
        printf 'hello %s' "$name"
        exit 3
      interactive: true
    expect: {exit: 3}
  - id: colour
    title: Colour
    run: {script: 'printf "Colour? "; read -r colour; echo "you said $colour"', interactive: true, transcript: true}
    capture: {said: stdout.trim()}
  - run: echo "{{steps.colour.said}}"
`;

describe.concurrent('an interactive step', {timeout: 120_000}, () => {
  it('has the real terminal, which comes back as it was, and its transcript where asked', () =>
    inFolder(async ({folder, start}) => {
      writeFileSync(join(folder, 'talk.yaml'), TALK);
      const screen = start('talk.yaml');
      await screen.sees('❯ Give it this terminal');
      const before = screen.state();
      screen.type('\r');
      await screen.sees('Your name?');
      screen.type('Ada\r');
      await screen.sees('✔ Talk');
      expect(screen.text()).toContain('Your name? Ada\nhello Ada\n');
      await screen.until(() => /✔ Talk[\s\S]*❯ Give it this terminal/.test(screen.text()), 'the next');
      expect({...(before as object), title: 'mine'}).toEqual(screen.state());
      screen.type('\r');
      await screen.until(() => /^Colour\?/m.test(screen.text()), 'the question');
      screen.type('red\r');
      expect(await screen.ended).toMatchObject({status: 0});
      await screen.sees('said red');
      const ended = eventsOf(onlyRun(folder)).flatMap((event) => (event.event === 'act-ended' ? [event.captured] : []));
      expect(ended).toEqual([undefined, {said: 'Colour? red\nyou said red'}, undefined]);
    }));

  it('runs in one terminal only, and another is told whose', () =>
    inFolder(async ({folder, start, place}) => {
      writeFileSync(join(folder, 'talk.yaml'), TALK);
      const first = start('talk.yaml');
      await first.sees('❯ Give it this terminal');
      const second = startAtTerminal(['attach'], place);
      await second.sees('❯ Give it this terminal');
      first.type('\r');
      await first.sees('Your name?');
      await second.until(() => !second.visible().includes('Give it this terminal'), 'that it is given away');
      second.type('q');
      expect((await second.ended).status).toBe(0);
      first.type('Ada\r');
      await first.sees('✔ Talk');
      await first.sees('❯ Give it this terminal');
      await stop(folder, place);
      expect((await first.ended).status).toBe(4);
    }));

  it('is ended by who stops the run from elsewhere, and leaves the terminal', () =>
    inFolder(async ({folder, start, place}) => {
      writeFileSync(join(folder, 'talk.yaml'), TALK);
      const screen = start('talk.yaml');
      await screen.sees('❯ Give it this terminal');
      screen.type('\r');
      await screen.sees('Your name?');
      await stop(folder, place);
      expect((await screen.ended).status).toBe(4);
      expect(screen.state()).toMatchObject({screen: 'normal', title: ''});
    }));

  it('is refused where there is no terminal', () =>
    inFolder(async ({folder, place}) => {
      writeFileSync(join(folder, 'talk.yaml'), TALK);
      const refused = await runbook(['exec', 'talk.yaml', '--yes'], place);
      expect(refused).toMatchObject({status: 2, out: ''});
      expect(refused.err).toMatch(/talk +interactive +a person types into it: run it at a terminal/);
    }));
});
