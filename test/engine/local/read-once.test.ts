import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {readJournal} from '../../../src/journal/read.ts';
import {runFile} from '../../../src/journal/run-folder.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

vi.mock('../../../src/journal/read.ts', {spy: true});

let at: EngineRig;
beforeEach(() => {
  at = engineRig();
});
afterEach(() => at.remove());

const TEXT = 'steps:\n  - {id: up, run: echo up >> log}\n  - {id: gate, manual: Go?}\n';

test('a run that was left is read once to go on, beside runs that changed nothing since', async () => {
  const runbook = runbookOf(TEXT);
  await at.run('steps:\n  - {id: up, run: echo earlier >> log}\n');
  const {folder} = at.create(runbook, {attended: true});
  await (await at.start({id: '' as never, folder}, runbook)).leave('for a test');
  vi.mocked(readJournal).mockClear();
  const going = await at.start({id: '' as never, folder}, runbook);
  expect(vi.mocked(readJournal).mock.calls.map(([file]) => file)).toEqual([runFile(folder, 'journal')]);
  await going.leave('for a test');
});
