import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {bareEnvironment, type Ended, program, runbook, startNode, withFolder} from './program.ts';

/** A screen of the smallest size that counts. */
const SCREEN = 24;

interface BadInput {
  readonly name: string;
  /** What is written into the folder first. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly prepare?: (folder: string) => void;
  readonly words?: readonly string[];
  readonly status?: number;
  /** The place and the next step. */
  readonly says: readonly string[];
}

const steps = 'steps:\n  - run: echo hello\n';
const good = `runbook: bad\ntitle: Well\n${steps}`;
const SECRET = `runbook: bad\ntitle: Bad\nsecrets: {t: {file: token}}\n${steps}    env: {T: '{{secrets.t}}'}\n`;
const pipeAt = (name: string) => (folder: string) => execFileSync('mkfifo', [join(folder, name)]);
const withStep = (step: string): Record<string, string> => ({'bad.yaml': `runbook: bad\ntitle: Bad\nsteps:\n${step}`});

const inputs: readonly BadInput[] = [
  {
    name: 'a missing file',
    words: ['exec', 'bda'],
    files: {'bad.yaml': good},
    says: ['"bda"', 'did you mean "bad.yaml"?'],
  },
  {name: 'no runbook at all', words: ['exec', 'nothing'], says: ['"nothing" here or in runbooks/']},
  {
    name: 'a directory',
    prepare: (folder) => mkdirSync(join(folder, 'bad.yaml')),
    says: ['"bad.yaml" is a folder', 'name a file'],
  },
  {name: 'an empty file', files: {'bad.yaml': ''}, says: ['bad.yaml:1:1', 'a runbook begins with']},
  {
    name: 'a binary',
    files: {'bad.yaml': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])},
    says: ['bad.yaml is not a text file', 'check that'],
  },
  {
    name: '100 MB of YAML',
    files: {'bad.yaml': good},
    prepare: (folder) => truncateSync(join(folder, 'bad.yaml'), 100_000_000),
    says: ['bad.yaml is too large: 95.4 MiB', 'can be split'],
  },
  {name: 'a device', words: ['exec', '/dev/zero'], says: ['"/dev/zero" cannot be read: it is a device']},
  {
    name: 'a pipe that nobody writes to',
    prepare: pipeAt('bad.yaml'),
    says: ['"bad.yaml" cannot be read: it is a pipe'],
  },
  {
    name: 'a link that leads to itself',
    prepare: (folder) => symlinkSync('bad.yaml', join(folder, 'bad.yaml')),
    says: ['"bad.yaml" cannot be read: too many symbolic links'],
  },
  {
    name: 'a link that leads nowhere',
    prepare: (folder) => symlinkSync('good.yaml', join(folder, 'bad.yaml')),
    says: ['"bad.yaml" cannot be read: no such file'],
  },
  {
    name: 'inputs that are a pipe',
    files: {'bad.yaml': good},
    prepare: pipeAt('in.yaml'),
    words: ['exec', 'bad.yaml', '--inputs', 'in.yaml'],
    says: ['--inputs in.yaml', 'it is a pipe'],
  },
  {
    name: 'answers that are a pipe',
    files: {'bad.yaml': good},
    prepare: pipeAt('answers.yaml'),
    words: ['exec', 'bad.yaml', '--answers', 'answers.yaml'],
    says: ['--answers answers.yaml', 'it is a pipe'],
  },
  {
    name: 'a secret that is a pipe',
    files: {'bad.yaml': SECRET},
    prepare: pipeAt('token'),
    says: ['the secret "t"', '"token" cannot be read: it is a pipe'],
  },
  {
    name: 'a secret that never ends',
    files: {'bad.yaml': SECRET},
    prepare: (folder) => symlinkSync('/dev/zero', join(folder, 'token')),
    says: ['the secret "t"', '"token" cannot be read: it is a device'],
  },
  {name: 'tabs', files: {'bad.yaml': 'runbook: bad\nsteps:\n\t- run: echo\n'}, says: ['bad.yaml:3:1', 'use spaces']},
  {
    name: 'duplicate keys',
    files: {'bad.yaml': `${good}title: Again\n`},
    says: ['bad.yaml:5:1', 'already set on line 2'],
  },
  {name: 'several documents', files: {'bad.yaml': `${good}---\n${good}`}, says: ['bad.yaml:5:1', 'a file of its own']},
  {name: 'an alias bomb', files: {'bad.yaml': aliasBomb()}, says: ['bad.yaml:', 'aliases of aliases multiply']},
  {
    name: 'lists in lists',
    files: {'bad.yaml': `${good}vars: {a: ${'['.repeat(5000)}${']'.repeat(5000)}}\n`},
    says: ['bad.yaml:5:', '64 levels'],
  },
  {
    name: 'a cycle of use',
    files: {
      'bad.yaml': 'runbook: bad\ntitle: Bad\nsteps:\n  - use: {file: other.yaml}\n',
      'other.yaml': 'runbook: other\ntitle: Other\nsteps:\n  - use: {file: bad.yaml}\n',
    },
    says: ['other.yaml:4:', 'bad.yaml → other.yaml → bad.yaml'],
  },
  {
    name: 'a file that is not UTF-8',
    files: {'bad.yaml': Buffer.from('runbook: bad\ntitle: Caf\xe9\n', 'latin1')},
    says: ['bad.yaml:2:', 'save the file as UTF-8'],
  },
  {
    name: 'UTF-16',
    files: {'bad.yaml': Buffer.from(`\ufeff${good}`, 'utf16le')},
    says: ['bad.yaml is UTF-16', 'save the file as UTF-8'],
  },
  {
    name: 'a template that loops',
    files: {'bad.yaml': `runbook: bad\ntitle: Bad\nvars: {a: 'x {{vars.b}}', b: 'y {{vars.a}}'}\n${steps}`},
    says: ['bad.yaml:3:', 'can be read here'],
  },
  {
    name: 'a template that is deep',
    files: withStep(`  - run: '${'{{#if true}}'.repeat(3000)}${'{{/if}}'.repeat(3000)}'\n`),
    says: ['bad.yaml:4:', '64 levels', 'compute parts'],
  },
  {
    name: 'a text that is enormous',
    files: withStep(`  - run: echo ${'x'.repeat(300_000)}\n`),
    says: ['bad.yaml:4:', 'into a file'],
  },
  {
    name: 'an expression that is enormous',
    files: withStep(`  - run: echo\n    if: ${'1 + '.repeat(50_000)}1 == 2\n`),
    says: ['bad.yaml:5:', 'split it'],
  },
  {
    name: 'an expression that is deep',
    files: withStep(`  - run: echo\n    if: ${'('.repeat(4000)}true${')'.repeat(4000)}\n`),
    says: ['bad.yaml:5:', 'split it'],
  },
  {
    name: 'a pattern RE2 does not have',
    files: withStep("  - run: echo\n    expect: {stdout: {matches: '(?=a)b'}}\n"),
    says: ['bad.yaml:5:', 'no look-around'],
  },
  {
    name: 'a pattern that is enormous',
    files: withStep(`  - run: echo\n    expect: {stdout: {matches: '${'('.repeat(5000)}a'}}\n`),
    says: ['bad.yaml:5:', 'patterns are RE2'],
  },
  {
    name: 'a pattern that would backtrack for ever',
    files: withStep(`  - run: echo ${'a'.repeat(60)}!\n    expect: {stdout: {matches: '^(a+)+$'}}\n`),
    status: 1,
    says: ['bad.yaml:5:', '^(a+)+$'],
  },
  {
    name: 'an input of the wrong type',
    files: {'bad.yaml': `runbook: bad\ntitle: Bad\ninputs: {count: {type: int}}\n${steps}`},
    words: ['exec', 'bad.yaml', '--input', 'count=many'],
    says: ['input "count": "many" is not a whole number'],
  },
  {
    name: 'an unknown flag',
    files: {'bad.yaml': good},
    words: ['exec', 'bad.yaml', '--imput', 'x=1'],
    says: ['"--imput"; did you mean "--input"?', 'runbook exec --help'],
  },
  {
    name: 'answers that are a folder',
    files: {'bad.yaml': good},
    words: ['exec', 'bad.yaml', '--answers', '.'],
    says: ['--answers .', 'name a file'],
  },
  {
    name: 'inputs that are a binary',
    files: {'bad.yaml': good, 'in.yaml': new Uint8Array([0, 1])},
    words: ['exec', 'bad.yaml', '--inputs', 'in.yaml'],
    says: ['in.yaml is not a text file'],
  },
  {
    name: 'lint of a path that is not there',
    files: {'runbooks/bad.yaml': good},
    words: ['lint', 'runbook'],
    says: ['"runbook"'],
  },
];

describe('bad input is refused on one screen, with a place and a next step, and leaves no run', () => {
  it.each(inputs)('$name', async ({files = {}, prepare, words = ['exec', 'bad.yaml'], status = 2, says}) => {
    await withFolder(async (folder) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(join(folder, name, '..'), {recursive: true});
        writeFileSync(join(folder, name), content);
      }
      prepare?.(folder);
      const ended = await runbook(words, {cwd: folder, env: bareEnvironment(folder)});
      expectRefusal(ended, status, says);
      expect(runsIn(folder)).toHaveLength(status === 2 ? 0 : 1);
    });
  });

  it.each([
    ['a pipe', pipeAt('plan.json'), 'it is a pipe'],
    ['far too long', (folder: string) => truncated(join(folder, 'plan.json')), 'is too large for a plan'],
  ])('a plan that is %s', async (_, prepare, says) => {
    await withFolder(async (folder) => {
      prepare(folder);
      const ended = await runbook(['exec', '--plan', 'plan.json'], {cwd: folder, env: bareEnvironment(folder)});
      expectRefusal(ended, 5, [`--plan "${join(folder, 'plan.json')}"`, says]);
    });
  });

  it('a link that leads to itself, where it is linted', async () => {
    await withFolder(async (folder) => {
      symlinkSync('bad.yaml', join(folder, 'bad.yaml'));
      const ended = await runbook(['lint', 'bad.yaml'], {cwd: folder, env: bareEnvironment(folder)});
      expectRefusal(ended, 1, ['"bad.yaml" cannot be read: too many symbolic links']);
    });
  });

  it('runs that cannot be kept', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'bad.yaml'), good);
      const env = bareEnvironment(folder, {RUNBOOK_STATE: join(folder, 'bad.yaml', 'state')});
      const ended = await runbook(['exec', 'bad.yaml'], {cwd: folder, env});
      expectRefusal(ended, 6, [join(folder, 'bad.yaml', 'state'), 'not a directory', 'set RUNBOOK_STATE']);
    });
  });
});

describe('what comes through a pipe that was given to be read', () => {
  const GIVEN = 'runbook: given\ntitle: Given\ninputs: {n: {type: string}}\nsteps:\n  - run: pwd; echo {{inputs.n}}\n';

  it.each([
    ['as a file of the shell', 'exec <(cat given.yaml) --inputs <(echo "n: one")'],
    ['as a plan', 'plan given.yaml --input n=one --out plan.json && runbook exec --plan <(cat plan.json)'],
    ['as standard input', 'exec /dev/stdin --input n=one < <(cat given.yaml)'],
    ['as a file that is standard input', 'exec /dev/stdin --input n=one < given.yaml'],
  ])('%s is read, and its paths count from here', async (_, words) => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'given.yaml'), GIVEN);
      const shell = `runbook() { "${process.execPath}" "${program}" "$@"; }; runbook ${words}`;
      const place = {cwd: folder, env: bareEnvironment(folder)};
      const out = execFileSync('bash', ['-c', shell], {
        ...place,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(out).toContain(`│ ${folder}\n         │ one\n`);
    });
  });

  it('is read only as far as a file may be long', async () => {
    await withFolder(async (folder) => {
      const shell = `"${process.execPath}" "${program}" exec <(yes)`;
      const ended = spawnSync('bash', ['-c', shell], {cwd: folder, env: bareEnvironment(folder), encoding: 'utf8'});
      expect(ended).toMatchObject({status: 2, stderr: expect.stringMatching(/\/dev\/fd\/\d+ is too large/)});
    });
  });
});

describe('a disk that is full', () => {
  it.each([0, 600, 1500])('before the first step (after %i bytes) leaves no run', async (room) => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'bad.yaml'), good);
      const ended = await onFullDisk(folder, room);
      expectRefusal(ended, 6, [join(folder, 'state'), 'no space left', 'make room']);
      expect(runsIn(folder)).toEqual([]);
    });
  });

  it('in the middle leaves a run that is readable and can be resumed', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'bad.yaml'), `${good}  - run: touch full\n  - run: echo again\n`);
      const ended = await onFullDisk(folder, 1_000_000);
      expectRefusal(ended, 6, ['no space left', 'runbook resume']);
      expect(runsIn(folder)).toHaveLength(1);
      const env = bareEnvironment(folder);
      expect(await runbook(['show'], {cwd: folder, env})).toMatchObject({status: 0, err: ''});
      expect(await runbook(['resume'], {cwd: folder, env})).toMatchObject({status: 0, err: ''});
    });
  });

  it('where the output goes is said, and the exit status is not "done"', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'bad.yaml'), good);
      const full = `data:text/javascript,${encodeURIComponent(FULL_OUTPUT)}`;
      const place = {cwd: folder, env: bareEnvironment(folder)};
      const ended = await startNode(['--import', full, program, 'plan', 'bad.yaml'], place).ended;
      expectRefusal(ended, 6, ['the output could not be written: no space left on device']);
    });
  });
});

describe('a bug', () => {
  it('is said to be one, with the place of its log', async () => {
    await withFolder(async (folder) => {
      const bug = `data:text/javascript,${encodeURIComponent(LATE_BUG)}`;
      const place = {cwd: folder, env: bareEnvironment(folder)};
      const ended = await startNode(['--import', bug, program, 'runs'], place).ended;
      expectRefusal(ended, 70, ['this is a bug in runbook: late', join(folder, 'runbook-bug-')]);
    });
  });
});

function expectRefusal({status, out, err}: Ended, wanted: number, says: readonly string[]): void {
  const shown = out + err;
  for (const words of says) expect(shown).toContain(words);
  expect(shown).not.toMatch(/^\s+at .*[:(]/m);
  expect(shown.split('\n').length).toBeLessThanOrEqual(SCREEN);
  expect(status).toBe(wanted);
}

function runsIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, 'state', 'runs'));
  } catch {
    return [];
  }
}

function truncated(file: string): void {
  writeFileSync(file, '{');
  truncateSync(file, 1 << 30);
}

/** Executes `bad.yaml` where the state folder takes `room` more bytes, and none once there is a file `full`. */
function onFullDisk(folder: string, room: number): Promise<Ended> {
  const preload = `data:text/javascript,${encodeURIComponent(`const [state, room] = ${JSON.stringify([join(folder, 'state'), room])};${FULL_DISK}`)}`;
  const place = {cwd: folder, env: bareEnvironment(folder)};
  return startNode(['--import', preload, program, 'exec', 'bad.yaml'], place).ended;
}

const FULL_DISK = `
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
const {openSync, writeSync, writeFileSync} = fs;
const descriptors = new Set();
let left = room;
const take = (target, bytes) => {
  if (!descriptors.has(target) && !String(target).startsWith(state)) return;
  left -= bytes.length;
  if (left < 0 || fs.existsSync('full')) throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
};
fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  if (String(path).startsWith(state)) descriptors.add(descriptor);
  else descriptors.delete(descriptor);
  return descriptor;
};
fs.writeSync = (target, bytes, ...rest) => (take(target, bytes), writeSync(target, bytes, ...rest));
fs.writeFileSync = (target, bytes, ...rest) => (take(target, bytes), writeFileSync(target, bytes, ...rest));
syncBuiltinESMExports();
`;

const FULL_OUTPUT = `
process.stdout._write = (chunk, encoding, done) =>
  done(Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'}));
process.stdout._writev = undefined;
`;

/** Throws as soon as the program listens for it. */
const LATE_BUG = `
process.on('newListener', (event) => {
  if (event === 'uncaughtException') setImmediate(() => {throw new Error('late')});
});
`;

function aliasBomb(): string {
  const names = [...'abcdefghi'];
  const lines = names.map((name, index) => {
    const item = index === 0 ? 'x' : `*${names[index - 1]}`;
    return `  ${name}: &${name} [${Array.from({length: 9}, () => item).join(', ')}]`;
  });
  return `runbook: bad\ntitle: Bad\nvars:\n${lines.join('\n')}\n${steps}`;
}
