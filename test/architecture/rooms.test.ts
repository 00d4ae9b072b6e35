import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ambientViolations, levelViolations, libraryViolations, type RoomTable, roomOf} from './room-rules.ts';
import {findCycles, loadedBy, readModule} from './source-graph.ts';

const table: RoomTable = {
  levels: {
    base: 0,
    text: 1,
    document: 2,
    expression: 2,
    // Its names are resolved in the scopes of expressions.
    template: 2.5,
    calendar: 2,
    kinds: 3,
    model: 4,
    check: 5,
    events: 5,
    interpreter: 6,
    // It notes in the run's folder where it listens.
    control: 6.5,
    journal: 6,
    engine: 7,
    report: 7,
    // Its scrollback is the plain record.
    tui: 7.5,
    cli: 8,
    'main.ts': 9,
    'index.ts': 9,
  },
  pure: ['base', 'text', 'document', 'expression', 'template', 'calendar', 'kinds', 'model', 'events', 'interpreter'],
  ambient: ['engine', 'journal', 'control', 'tui', 'cli', 'main.ts'],
  libraries: {
    yaml: ['document'],
    '@marcbachmann/cel-js': ['expression'],
    re2js: ['expression'],
    handlebars: ['template'],
    'date-holidays': ['calendar'],
    typebox: ['kinds'],
    ajv: ['check'],
    execa: ['engine'],
    diff: ['report'],
    ink: ['tui'],
    react: ['tui', 'report/formats/html'],
    'react-dom': ['report/formats/html'],
    'd3-scale': ['report/formats/html'],
    'd3-shape': ['report/formats/html'],
  },
};

/** A step holds blocks, and blocks are steps; what a kind does needs the world, and the world does what a kind asks. */
const recursiveTypes = {
  'model/step.ts': 'model/block.ts',
  'kinds/io.ts': 'kinds/steps/contract.ts',
};

const lines = {source: 400, test: 600, median: 80, ninetiethPercentile: 200};

/** What `lint` must never load, however small the file it checks. */
const tooHeavyToLint = ['ink', 'react', 'execa'];

const root = join(import.meta.dirname, '../..');
const sources = filesOf('src/**/*.{ts,tsx}').map((path) => readModule(path.slice('src/'.length), read(path)));

describe('rooms', () => {
  it('has sources to look at', () => expect(sources.length).toBeGreaterThan(0));

  it('are those of src/README.md', () => {
    const told = roomsIn(read('src/README.md'));
    expect(Object.fromEntries(told.map(({name, level}) => [name, level]))).toEqual(table.levels);
    expect(told.flatMap(({name, pure}) => (pure ? [name] : [])).toSorted()).toEqual(table.pure.toSorted());
    expect([...new Set(sources.map(({path}) => roomOf(path)))].toSorted()).toEqual(
      Object.keys(table.levels).toSorted(),
    );
  });

  it('imports point down', () => expect(sources.flatMap((module) => levelViolations(module, table))).toEqual([]));

  it('no file imports itself by a detour', () => expect(findCycles(sources, recursiveTypes)).toEqual([]));

  it('a library stays in its room, Node out of the pure ones', () =>
    expect(sources.flatMap((module) => libraryViolations(module, table))).toEqual([]));

  it('console, process, clock and randomness stay at the edge', () =>
    expect(sources.flatMap((module) => ambientViolations(module, table))).toEqual([]));

  it.each(['main.ts', 'cli/commands/lint.ts'])('%s loads nothing heavy', (start) => {
    expect(sources.map(({path}) => path)).toContain(start);
    const loaded = loadedBy(start, sources);
    expect(tooHeavyToLint.flatMap((name) => loaded.get(name)?.join(' → ') ?? [])).toEqual([]);
  });
});

describe('sizes', () => {
  it('no file is longer than a reader can hold', () => {
    const tooLong = [
      ...longerThan(lines.source, '{src,bench,.config,examples}/**/*.{ts,tsx,mjs}'),
      ...longerThan(lines.test, 'test/**/*.{ts,tsx,mjs}'),
    ];
    expect(tooLong).toEqual([]);
  });

  it('most source files are small', () => {
    const sizes = sources.filter(({path}) => !isGenerated(path)).map(({text}) => lineCount(text));
    sizes.sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(lines.median);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(lines.ninetiethPercentile);
  });
});

/** Each breaks one rule: the rules are worth something only if they notice. */
const planted = [
  ['an import that points up', 'base/a.ts', `import {b} from '../cli/b.ts';`],
  ['an import of a neighbour on the same level', 'calendar/a.ts', `import {b} from '../expression/b.ts';`],
  ['a type import that points up', 'model/a.ts', `import type {B} from '../events/b.ts';`],
  ['a lazy import that points up', 'engine/a.ts', `const b = await import('../cli/b.ts');`],
  ['a re-export that points up', 'text/a.ts', `export {b} from '../document/b.ts';`],
  ['an import over several lines', 'text/a.ts', `import {\n  b,\n} from '../document/b.ts';`],
  ['a folder without a level', 'misc/a.ts', ''],
  ['a library in another room', 'model/a.ts', `import {parse} from 'yaml';`],
  ['a part of a library in the wrong room', 'cli/a.ts', `import {jsx} from 'react/jsx-runtime';`],
  ['a library without a room', 'engine/a.ts', `import chalk from 'chalk';`],
  ['Node in a pure folder', 'events/a.ts', `import {join} from 'node:path';`],
  ['the console', 'check/a.ts', `console.log(1);`],
  ['the process', 'check/a.ts', 'export const a = `${process.argv[2]}`;'],
  ['the clock', 'report/a.ts', 'export const a = Date.now();'],
  ['a new date of now', 'calendar/a.ts', 'export const a = new Date();'],
  ['randomness', 'interpreter/a.ts', 'export const a = Math.random();'],
  ['a timer in a pure folder', 'kinds/a.ts', 'setTimeout(() => {}, 1);'],
  ['the end of the process', 'cli/a.ts', 'process.exit(1);'],
] as const;

/** Each looks like a violation and is none. */
const innocent = [
  ['an import that points down', 'cli/a.ts', `import {b} from '../base/b.ts';`],
  ['a lazy import that points down', 'cli/a.ts', `const b = await import('../tui/b.ts');`],
  ['an import in the same folder', 'kinds/steps/a.ts', `import {b} from '../field.ts';`],
  ['a word in a comment', 'check/a.ts', '// console.log and process.exit\nexport const a = 1;'],
  ['a word in a text', 'check/a.ts', `export const a = 'Date.now()';`],
  ['a parameter of that name', 'kinds/a.ts', 'export const a = (process: string) => process;'],
  ['a date of a given time', 'calendar/a.ts', 'export const a = (ms: number) => new Date(ms);'],
] as const;

describe('the rules notice', () => {
  it.each(planted)('%s', (_, path, text) => expect(violationsOf(path, text)).toHaveLength(1));

  it.each(innocent)('but leave alone %s', (_, path, text) => expect(violationsOf(path, text)).toEqual([]));

  it('a cycle of files, once', () => {
    const cycle = [
      readModule('base/b.ts', `import {c} from './c.ts';`),
      readModule('base/a.ts', `import type {B} from './b.ts';`),
      readModule('base/c.ts', `export {a} from './a.ts';`),
    ];
    expect(findCycles(cycle)).toEqual(['base/a.ts → base/b.ts → base/c.ts → base/a.ts']);
  });

  it('two types that hold each other, where that is agreed', () => {
    const pair = [
      readModule('model/a.ts', `import type {B} from './b.ts';`),
      readModule('model/b.ts', `import {a} from './a.ts';`),
    ];
    expect(findCycles(pair)).toEqual(['model/a.ts → model/b.ts → model/a.ts']);
    expect(findCycles(pair, {'model/a.ts': 'model/b.ts'})).toEqual([]);
  });

  it('a heavy library behind another file', () => {
    const modules = [
      readModule('cli/commands/lint.ts', `import {b} from '../b.ts';\nimport type {Key} from 'ink';`),
      readModule('cli/b.ts', `import {c} from '../tui/c.ts';`),
      readModule('tui/c.ts', `import {Box} from 'ink';`),
    ];
    const chain = ['cli/commands/lint.ts', 'cli/b.ts', 'tui/c.ts', 'ink'];
    expect(loadedBy('cli/commands/lint.ts', modules).get('ink')).toEqual(chain);
  });
});

function violationsOf(path: string, text: string): readonly string[] {
  const module = readModule(path, text);
  return [levelViolations, libraryViolations, ambientViolations].flatMap((rule) => rule(module, table));
}

/** The rows of the table of rooms: level, names, and whether they are pure. */
function roomsIn(text: string): readonly {readonly name: string; readonly level: number; readonly pure: boolean}[] {
  const rows = text.matchAll(/^\| ([\d.]+) \| ((?:`[\w.]+\/?`(?:, )?)+)( pure)? \|/gm);
  return [...rows].flatMap(([, level, names = '', pure]) =>
    [...names.matchAll(/`([\w.]+)\/?`/g)].map(([, name = '']) => ({
      name,
      level: Number(level),
      pure: pure !== undefined,
    })),
  );
}

function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, {cwd: root}).sort();
}

function longerThan(limit: number, pattern: string): readonly string[] {
  return filesOf(pattern)
    .filter((path) => !isGenerated(path))
    .map((path) => ({path, count: lineCount(read(path))}))
    .filter(({count}) => count > limit)
    .map(({path, count}) => `${path}: ${count} lines, at most ${limit}`);
}

function isGenerated(path: string): boolean {
  return path.includes('.generated.');
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
