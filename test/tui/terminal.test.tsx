import {describe, expect, it} from 'vitest';
import {defPath} from '../../src/base/ids.ts';
import {acting, entered, left} from './rig/deployment.ts';
import {askChecklist, beginDeployment, failDeployment} from './rig/scenarios.ts';
import {testRuns} from './rig/test-runs.ts';

const play = testRuns();

/** What would act on a terminal that obeyed it. */
const hostile = {
  'a cleared screen': '\u001b[2J\u001b[H',
  'a cleared scrollback': '\u001b[3J',
  'a title': '\u001b]0;owned\u0007',
  'the clipboard': '\u001b]52;c;b3duZWQ=\u0007',
  'a moved cursor': '\u001b[5A\u001b[10D',
  'hidden text': '\u001b[8mhidden\u001b[0m',
  'another screen': '\u001b[?1049h',
  'a reset': '\u001bc',
  'controls of eight bits': '\u009b2J\u009d0;owned\u009c',
  'letters turned round': '\u202eabc',
  'a backspace': 'safe\b\b\b\bevil',
  'a bell': '\u0007',
} as const;

describe('the output of a command', () => {
  it.each(Object.entries(hostile))('cannot send %s', async (_, sequence) => {
    const run = play();
    beginDeployment(run);
    await run.sees('railway up');
    run.print('/deploy/up #1', `before\n${sequence}\nafter\n`);
    await run.sees('│ after');
    const lines = run.visible().split('\n');
    expect(lines[0]).toContain('Production deployment · deploy.yaml');
    expect(lines.filter((line) => line.includes('Production deployment  '))).toHaveLength(1);
    expect(lines.at(-1)).toContain('? help');
    expect(run.title()).toBe('');
  });

  it('is shown in its last lines only, however long it is', async () => {
    const run = play();
    beginDeployment(run);
    await run.sees('railway up');
    run.print('/deploy/up #1', `${'x'.repeat(300_000)}\n${'line\n'.repeat(50_000)}the end\n`);
    await run.sees('│ the end');
    expect(run.visible().match(/│ line/g)).toHaveLength(4);
  });

  it('stands one branch beside the other', async () => {
    const run = play();
    run.turn(1, entered('/both', 'Both', {type: 'parallel'}));
    run.turn(0, entered('/both/a', 'First'), acting('/both/a'), entered('/both/b', 'Second'), acting('/both/b'));
    run.print('/both/a #1', 'from a\n');
    run.print('/both/b #1', 'from b\n');
    await run.sees('from b');
    await run.sees('from a');
    expect(run.visible()).toMatch(/First.*\n.*│ from a\n.*Second.*\n.*│ from b/);
  });
});

describe('branches', () => {
  it('stand side by side where there is room for two columns', async () => {
    const run = play({columns: 160});
    const both = entered('/deploy', 'Both', {type: 'parallel', def: defPath('/both')});
    run.turn(1, both);
    run.turn(
      0,
      entered('/deploy/a', 'First'),
      acting('/deploy/a'),
      entered('/deploy/b', 'Second'),
      acting('/deploy/b'),
    );
    run.print('/deploy/a #1', 'from a\n');
    run.print('/deploy/b #1', 'from b\n');
    await run.until(() => /First.* {4}▶ Second/.test(run.visible()), 'two columns');
    await run.until(() => /│ from a {9,}│ from b/.test(run.visible()), 'two outputs');
  });
});

describe('the window', () => {
  it.each([
    [100, 12],
    [60, 8],
    [250, 50],
    [100, 5],
  ])('of %i by %i never loses the record', async (columns, rows) => {
    const run = play({columns, rows});
    failDeployment(run);
    await run.sees('Deploy with zero downtime');
    await run.until(() => run.visible().includes('esc'), 'the keys');
    expect(run.text()).toContain('Production deployment · deploy.yaml');
    const frames = run
      .text()
      .split('\n')
      .filter((line) => line.includes('esc '));
    expect(frames).toHaveLength(1);
  });

  it('may become wider', async () => {
    const run = play({columns: 60});
    askChecklist(run);
    await run.sees('No active incidents');
    run.resize(120, 30);
    await run.sees('tab note');
    expect(run.text().match(/Code reviewed/g)).toHaveLength(1);
  });

  it.each([
    ['lower', 100, 12],
    ['much lower', 100, 4],
    ['lower and narrower', 60, 10],
    ['higher', 100, 60],
  ])('may become %s, while it is full of what lives', async (_, columns, rows) => {
    const run = play({rows: 40});
    failDeployment(run);
    await run.sees('Stop the run');
    for (const [wide, high] of [
      [columns, rows],
      [100, 40],
      [columns, rows],
    ] as const) {
      run.resize(wide, high);
      await run.until(
        () => run.visible().split('\n').length < high && /esc [a-z ]+$/.test(run.visible()),
        'a new frame',
      );
    }
    // The frame may be on its way from the screen to its new place.
    const times = (words: string) => run.text().split(words).length - 1;
    const living = ['esc other keys', 'Deploy with zero downtime', 'Production deployment  '];
    await run.until(
      () => times('Production deployment · deploy.yaml') === 1 && living.every((words) => times(words) <= 1),
      'the record once, and what lives at most once',
    );
  });

  it('may become narrower', async () => {
    const run = play({columns: 120});
    askChecklist(run);
    await run.sees('tab note');
    run.resize(60, 20);
    await run.until(() => /a all {2}enter/.test(run.visible()), 'fewer keys');
    expect(run.text().match(/Code reviewed/g)).toHaveLength(1);
    expect(run.text().match(/expires in/g)).toHaveLength(1);
    expect(run.text().match(/^Production deployment(?! ·)/gm)).toHaveLength(1);
  });
});

describe('colours', () => {
  it('are there where they are wanted', async () => {
    const run = play({color: true});
    beginDeployment(run);
    await run.sees('railway up');
    expect(run.raw()).toContain('\u001b[36m▶');
  });

  it('are not there where they are not', async () => {
    const run = play({color: false});
    failDeployment(run);
    await run.sees('Stop the run');
    run.type('\u001b[B');
    await run.sees('❯ Try again');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences (ECMA-48).
    expect(run.raw()).not.toMatch(/\u001b\[[0-9;]*m/);
  });
});

describe('an engine that is gone', () => {
  it('is noticed where it said so', async () => {
    const run = play();
    beginDeployment(run);
    await run.sees('railway up');
    run.turn(1, {event: 'engine-stopped', because: 'there is no space left on the disk'});
    expect(await run.end).toEqual({is: 'engine-lost', because: 'there is no space left on the disk'});
    await run.sees('▶ Deploy with zero downtime  railway up');
  });

  it('is noticed where it did not', async () => {
    const run = play();
    beginDeployment(run);
    await run.sees('railway up');
    run.die();
    run.pass(4);
    await run.sees('6.0s of');
    run.pass(4);
    expect(await run.end).toMatchObject({is: 'engine-lost'});
  });
});

describe('the end', () => {
  it('gives the verdict back and leaves the terminal as it was', async () => {
    const run = play();
    beginDeployment(run);
    run.turn(60, left('/deploy/up'), left('/deploy'));
    run.turn(1, {event: 'run-ended', verdict: {is: 'succeeded', accepted: 0}, inForce: ['maintenance mode']});
    expect(await run.end).toEqual({is: 'ended', verdict: {is: 'succeeded', accepted: 0}});
    await run.sees('Monitor error rates');
    expect(run.text()).toContain('still in force (runbook release');
    expect(run.text()).not.toContain('of 15–30m');
    expect(run.raw()).toContain('\u001b[?25h');
  });
});
