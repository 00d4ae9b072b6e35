import {afterEach, expect, test} from 'vitest';
import {LIMITS, setLimits} from '../../src/base/limits.ts';
import {type PlanItem, planOf} from '../../src/report/plan/plan.ts';
import {planText} from '../../src/report/plan/plan-text.ts';
import {paintFor} from '../../src/report/style.ts';
import {runbookOf} from '../engine/local/rig.ts';

afterEach(() => {
  setLimits(`run_steps=${LIMITS.run_steps.standard},plan=${LIMITS.plan.standard}`);
});

const hosts = Array.from({length: 200}, (_, index) => `host-${index}`);
const INPUTS = 'inputs: {hosts: {type: list, of: string}}\n';

function lines(text: string): readonly string[] {
  return planText(planOf(runbookOf(text), {hosts}), paintFor({color: false, unicode: true})).split('\n');
}

const count = (items: readonly PlanItem[]): number => items.reduce((sum, {children}) => sum + 1 + count(children), 0);

test('loops inside loops over known lists are planned as far as there is room, and say what is left', () => {
  const loop = (depth: number): string =>
    depth === 0 ? '{run: make}' : `{foreach: {as: x${depth}, in: inputs.hosts}, steps: [${loop(depth - 1)}]}`;
  setLimits('run_steps=1000');
  const runbook = runbookOf(`${INPUTS}steps: [${loop(6)}]`);
  const plan = planOf(runbook, {hosts});
  expect(count(plan)).toBeLessThan(1100);
  expect(lines(`${INPUTS}steps: [${loop(6)}]`)).toContain('  (199 more, not shown, for the plan is too long)');
});

test('texts that are used often are shown as long as there is room', () => {
  setLimits('plan=5000');
  const text = `vars: {long: ${'x'.repeat(1000)}}\nsteps: [${'{run: "echo {{vars.long}}"}, '.repeat(50)}]`;
  const shown = lines(text);
  expect(shown.filter((line) => line.includes('xxxx'))).toHaveLength(5);
  expect(shown.filter((line) => line === '(not shown, for the plan is too long)')).toHaveLength(45);
});

test('a text whose loops make it too long stands partly as it is written', () => {
  const each = (depth: number): string => (depth === 0 ? 'x' : `{{#each inputs.hosts}}${each(depth - 1)}{{/each}}`);
  const [item] = planOf(runbookOf(`${INPUTS}steps: [{title: T, manual: '${each(8)}'}]`), {hosts});
  expect(item?.does?.length).toBeLessThan(2 << 20);
  expect(item?.does).toContain('‹each inputs.hosts›');
});

test('what all of a plan evaluates is limited as one expression is', () => {
  const dear = 'inputs.hosts.filter(a, inputs.hosts.all(b, inputs.hosts.all(c, a + b != c)))';
  const loop = `{foreach: {as: x, in: "${dear}"}, steps: [{run: make}]}`;
  const shown = lines(`${INPUTS}steps: [${Array.from({length: 300}, () => loop).join(', ')}]`);
  expect(shown).toContain(`(for each x in ‹${dear}›)`);
});
