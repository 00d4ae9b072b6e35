import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {latestAttemptFolder} from '../../../../src/journal/run-folder.ts';
import {exitOf, formsOf, KEY, type Rig, rig} from './rig.ts';

let at: Rig;
beforeEach(() => {
  at = rig();
});
afterEach(() => at.remove());

const HOSTILE = [
  '',
  ' two  blanks ',
  '*',
  '$(touch canary)',
  '`touch canary`',
  "'; touch canary; '",
  '"; touch canary; "',
  '\\',
  "it's \\'quoted\\'",
  'line\nbreak\n',
  '\ttab\r',
  '${IFS}$HOME',
  '-n',
  '!!',
  'ünïcode 🚀',
  "$'\\x41'",
  '#end',
];

describe.each([
  ['environment', false],
  ['descriptor', true],
] as const)('a value that travels by the %s', (_, secret) => {
  test.each([['bash'], ['sh']])('is the same text in %s, and never code', async (shell) => {
    const variables = HOSTILE.map((value, index) => ({name: `RB_${index + 1}`, value, secret}));
    const script = variables.map(({name}) => `printf '%s\\0' "\${${name}}"`).join('\n');
    const [first = '', ...rest] = shell === 'bash' ? ['bash', '-eu'] : ['sh', '-eu'];
    expect(exitOf(await at.command({script, variables, shell: [first, ...rest]}))).toBe(0);
    expect(at.file('stdout').split('\0').slice(0, -1)).toEqual(HOSTILE);
    expect(readdirSync(at.world)).toEqual([]);
  });
});

test('a value of five megabytes arrives whole, and leaves the standard input alone', async () => {
  const value = 'x'.repeat(5_000_000);
  const script = 'cat; printf %s "${#RB_1}"';
  await at.command({script, variables: [{name: 'RB_1', value, secret: false}], stdin: 'in '});
  expect(at.file('stdout')).toBe('in 5000000');
});

describe('a secret', () => {
  const secret = 's3cr3t-"pa ss"/+w0rd';
  const variables = [
    {name: 'RB_1', value: secret, secret: true},
    {name: 'TOKEN', value: secret, secret: true},
  ];

  function holding(text: string): readonly string[] {
    try {
      return execFileSync('grep', ['-rlaF', '-e', text, at.run.folder], {encoding: 'utf8'}).trim().split('\n');
    } catch {
      return [];
    }
  }

  test('printed ten ways is in no file of the run', async () => {
    const script = [
      'for i in 1 2 3 4 5; do echo "x$i $RB_1"; done',
      'printf %s "$RB_1" | base64 -w0; echo; printf "a%s" "$RB_1" | base64 -w0; echo; printf "ab%s" "$RB_1" | base64 -w0; echo',
      'printf %s "$RB_1" | od -An -tx1 | tr -d " \\n"; echo',
      'printf "%s" "${RB_1:0:6}"; printf "%s\\n" "${RB_1:6}"',
      'echo "$RB_1" >&2; echo done; printf "last %s" "${RB_1:0:9}"',
    ].join('\n');
    const forms = formsOf(secret);
    expect(exitOf(await at.command({script, variables}, {forms: () => forms}))).toBe(0);
    for (const form of forms) expect(holding(form)).toEqual([]);
    expect(at.file('stdout')).toMatch(/^x1 \*+\n/);
    expect(at.file('stdout')).toMatch(/done\nlast \*{9}$/);
  });

  test('is in no argument list, and only in the environment of what the script itself starts', async () => {
    const script =
      'tr "\\0" "\\n" < /proc/$$/environ; { cat /proc/*/cmdline 2>/dev/null || :; } | tr "\\0" "\\n"; env | grep -c "^TOKEN="; env | grep -c "^RB_1=" || :';
    const forms = formsOf(secret);
    await at.command({script, variables}, {forms: () => forms});
    expect(at.file('stdout')).not.toContain('*'.repeat(secret.length));
    expect(at.file('stdout').trim().split('\n').slice(-2)).toEqual(['1', '0']);
  });

  test('that a command printed without having been given it is overwritten in its file', async () => {
    const forms = formsOf(secret);
    await at.command({script: `printf 'a %s z\\n' 's3cr3t-"pa'" ss\\"/+w0rd"`}, {forms: () => forms});
    expect(at.file('stdout')).toBe(`a ${'*'.repeat(secret.length)} z\n`);
    expect(at.notes).toEqual([expect.stringContaining('printed a secret on its stdout')]);
  });

  test('on the standard input goes through no file', async () => {
    const forms = formsOf(secret);
    expect(exitOf(await at.command({script: 'wc -c', stdin: `x${secret}`}, {forms: () => forms}))).toBe(0);
    expect(at.file('stdout').trim()).toBe(String(secret.length + 1));
    expect(readdirSync(latestAttemptFolder(at.run.folder, KEY) ?? '')).not.toContain('stdin');
    expect(readFileSync(join(latestAttemptFolder(at.run.folder, KEY) ?? '', 'command'), 'utf8')).toBe('wc -c');
  });

  test('that is captured is read from memory, and its output is in no file', async () => {
    const performed = await at.command(
      {script: 'printf key-12345; printf why >&2', merge: true},
      {withhold: 'sensitive'},
    );
    expect(performed.did === 'ended' && performed.output?.text('stdout')).toEqual({ok: true, value: 'key-12345why'});
    expect(holding('key-12345why')).toEqual([]);
    expect(at.file('stdout')).toMatch(/^withheld: /);
    const lost = await at.command({script: ''}, {withhold: 'sensitive', resumed: {sameBoot: true}});
    expect(lost).toMatchObject({did: 'lost', message: expect.stringContaining('kept nowhere')});
  });
});
