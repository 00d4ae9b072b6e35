import {hash} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {exitStatus} from '../../src/cli/exit-status.ts';
import {type ProgramRig, programRig} from './call.ts';

let at: ProgramRig;
beforeEach(() => {
  at = programRig();
  mkdirSync(join(at.world, 'place'));
  at.write('greet.yaml', RUNBOOK);
});
afterEach(() => at.remove());

const RUNBOOK = `runbook: greet
title: Greet somebody
inputs: {name: {type: string, description: Whom to greet}}
steps:
  - run: echo {{inputs.name}} > greeted
`;

/** Plans to greet Ada in a folder; gives the hash as it was printed. */
async function planned(): Promise<string> {
  const words = ['greet.yaml', '--input', 'name=Ada', '--cwd', 'place', '--out', 'review.json'];
  const {printed} = await at.call('plan', ...words);
  return /^ {2}(sha256:[0-9a-f]{64})$/m.exec(printed)?.[1] ?? '';
}

test('a plan binds the folder, too; its hash is what is printed, and what it is known by', async () => {
  const expected = await planned();
  const executed = await at.call('exec', '--plan', 'review.json', '--expect', expected);
  expect(executed).toMatchObject({
    status: exitStatus.done,
    printed: expect.stringContaining(`as planned: ${expected}`),
  });
  expect(at.read('place/greeted')).toBe('Ada\n');
});

test('a plan that was changed, its hash with it, is not the one that was expected', async () => {
  const expected = await planned();
  const {hash: _, ...body} = JSON.parse(at.read('review.json'));
  const other = JSON.parse(JSON.stringify(body).replaceAll('Ada', 'Bob'));
  at.write('review.json', JSON.stringify({...other, hash: hash('sha256', JSON.stringify(other))}));
  const refused = await at.call('exec', '--plan', 'review.json', '--expect', expected);
  expect(refused).toMatchObject({
    status: exitStatus.refused,
    printed: expect.stringContaining('this is the plan sha256:'),
  });
  expect(await at.call('exec', '--plan', 'review.json')).toMatchObject({status: exitStatus.done});
  expect(at.read('place/greeted')).toBe('Bob\n');
});
