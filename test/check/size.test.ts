import {expect, test} from 'vitest';
import {check} from '../../src/check/check.ts';
import {NESTED} from '../../src/check/file/size.ts';
import {drawn, found} from './drawn.ts';

const HEAD = 'runbook: case\ntitle: Case\n';
const LARGE =
  'too-large: with this a run has more than 100000 steps: those of a block count wherever it is used, those of a loop for each item of a written list';
const DEEP = `too-deep: here steps stand inside each other more than ${NESTED} deep, those of what is used included`;

function findings(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return found({name: '', file: {name: 'case.yaml', text: HEAD + text}, expected: []}, files);
}

const chain = (count: number, times = 1) => {
  const calls = (index: number) => Array.from({length: times}, () => `{use: b${index}}`).join(', ');
  const blocks = Array.from({length: count}, (_, index) => `  b${index}: {steps: [${calls(index + 1)}]}`);
  return `blocks:\n${blocks.join('\n')}\n  b${count}: {steps: [{run: make}]}\n`;
};

test('blocks that use each other twice are refused where they become too many, and there alone', () => {
  expect(findings(`steps: [{use: b0}]\n${chain(40, 2)}`)).toEqual([`29:35-38 ${LARGE}`]);
});

test('so are files', () => {
  const files = Array.from({length: 26}, (_, index) => {
    const use = `{use: {file: f${index + 1}.yaml}}`;
    return [`f${index}.yaml`, `runbook: f${index}\ntitle: F\nsteps: [${use}, ${use}]\n`] as const;
  });
  const last = ['f26.yaml', 'runbook: f26\ntitle: F\nsteps: [{run: make}]\n'] as const;
  expect(findings('steps: [{use: {file: f0.yaml}}]', Object.fromEntries([...files, last]))).toEqual([
    expect.stringContaining(LARGE),
  ]);
});

test('a loop counts for each item that is written', () => {
  const list = `[${Array.from({length: 200}, (_, index) => index).join(', ')}]`;
  const loop = (inner: string) => `{foreach: {as: x, in: ${list}}, steps: [${inner}]}`;
  expect(findings(`steps: [${loop(loop('{run: make}'))}]`)).toEqual([]);
  expect(findings(`steps: [${loop(loop('{run: make}, {run: a}, {run: b}'))}]`)).toEqual([
    expect.stringContaining(LARGE),
  ]);
});

test('what is probed, undone, verified and measured counts, too', () => {
  const large = `blocks:\n  large:\n    steps: [${Array.from({length: 250}, () => '{use: middle}').join(', ')}]\n`;
  const middle = `  middle:\n    steps: [${Array.from({length: 250}, () => '{run: make, read_only: true}').join(', ')}]\n`;
  const once = `${large}${middle}`;
  expect(findings(`steps: [{use: large}]\n${once}`)).toEqual([]);
  for (const twice of [
    'steps: [{use: large, probe: {use: large}}]\n',
    'steps: [{use: large, undo: [{use: large}]}]\n',
    'steps: [{use: large}]\nrollback: {verify: [{use: large}]}\n',
    'steps: [{id: up, use: large}]\nmonitors: {a: {probe: {use: large}, value: "1.0", breach: value > 2.0, every: 1m, during: [up], on_breach: warn}}\n',
  ]) {
    expect(findings(twice + once)).toEqual([expect.stringContaining(LARGE)]);
  }
});

test.each([NESTED + 2, 1500])('a chain of %i blocks is refused and ends', (count) => {
  expect(findings(`steps: [{use: b0}]\n${chain(count)}`)).toEqual([expect.stringContaining(DEEP)]);
  const used = Array.from({length: count + 1}, (_, index) => `{use: b${count - index}}`).join(', ');
  expect(findings(`steps: [${used}]\n${chain(count)}`).join('\n')).toContain(DEEP);
});

test('a chain as long as it may be is not', () => {
  expect(findings(`steps: [{use: b0}]\n${chain(NESTED - 2)}`)).toEqual([]);
});

test('groups and calls count together', () => {
  const nested = (index: number, deep: number): string =>
    deep === 0 ? `{use: b${index}}` : `{steps: [${nested(index, deep - 1)}]}`;
  const blocks = Array.from({length: 40}, (_, index) => `  b${index}: {steps: [${nested(index + 1, 20)}]}\n`).join('');
  expect(findings(`steps: [{use: b0}]\nblocks:\n${blocks}  b40: {steps: [{run: make}]}\n`)[0]).toContain(DEEP);
});

test('a condition that takes long is not looked into for being always the same', () => {
  const list = `[${Array.from({length: 100}, (_, index) => index).join(',')}]`;
  const dear = `${list}.all(a, ${list}.all(b, ${list}.all(c, a + b + c >= 0)))`;
  const text = `${HEAD}steps: [${Array.from({length: 200}, () => `{run: make, if: "${dear}"}`).join(', ')}]\n`;
  const checked = check({file: {name: 'case.yaml', text}, read: () => ({ok: false, error: 'no'})});
  expect(checked.ok && checked.value.warnings.map(drawn)).toEqual([]);
});
