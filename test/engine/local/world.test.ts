import childProcess from 'node:child_process';
import {EventEmitter} from 'node:events';
import {existsSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createRun} from '../../../src/engine/local/create-run.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import {failureText} from '../../../src/events/explain-failure.ts';
import {failingDisk} from './failing-disk.ts';
import {type EngineRig, engineRig, runbookOf} from './rig.ts';

const RUNBOOK = runbookOf(`
lock: {name: world, folder: locks}
channels: {log: {file: messages}}
steps:
  - run: echo one >> log
    undo: echo unone >> log
  - notify: {text: a message, to: [log]}
  - run: {argv: [tee, -a, log], stdin: two}
    undo: {none: It is only a word}
  - run: exit 1
    on_failure: rollback
`);

/** How one engine on a run came to its end, and what it says where that is not the run's. */
interface Once {
  readonly is: string;
  readonly says: string;
  readonly events: readonly RunEvent[];
}

async function runOnce(folder: string): Promise<Once> {
  const events: RunEvent[] = [];
  const onTurn = ({events: more}: {readonly events: readonly RunEvent[]}) => void events.push(...more);
  const started = await startEngine({folder, runbook: RUNBOOK, by: 'ada', version: '0', grace: 400, onTurn});
  if (!started.ok) return {is: started.error.why, says: started.error.message, events};
  const end = await started.value.ended;
  if (end.is === 'ended') return {is: end.verdict.is, says: '', events};
  return {is: end.is, says: end.is === 'broken' ? end.message : end.because, events};
}

function created(at: EngineRig) {
  return createRun({runbook: RUNBOOK, inputs: {}, by: 'ada', cwd: at.world, attended: false, state: at.state});
}

/** Makes a run of which the `n`-th use of the disk fails, and goes on with it once the disk is good. */
async function onFailingDisk(at: EngineRig, {n, code}: {readonly n: number; readonly code: string}) {
  const disk = failingDisk(join(at.state, '..'), {n, code});
  const made = created(at);
  const first: Once = made.ok ? await runOnce(made.value.folder) : {is: 'not made', says: made.error, events: []};
  disk.mend();
  const ended = first.is === 'rolled-back' || first.is === 'failed';
  const kept = made.ok ? made : created(at);
  if (!kept.ok) throw new Error(kept.error);
  return {failed: disk.failed(), first, last: ended ? first : await runOnce(kept.value.folder)};
}

/** What is wrong with what came of it; nothing, as a rule. */
function faultsOf(at: EngineRig, {first, last}: Awaited<ReturnType<typeof onFailingDisk>>): readonly string[] {
  const textOf = (file: string) => (existsSync(join(at.world, file)) ? at.read(file) : '');
  const events = new Set([...first.events, ...last.events]);
  const failures = [...events].flatMap((event) => (event.event === 'act-ended' && event.failure ? [event] : []));
  // A message that cannot be written to its own file fails its step, which says so.
  const untold = failures.some(({failure}) => failure && /no space left|i\/o error/.test(failureText(failure)));
  const said = ['rolled-back', 'failed'].includes(first.is) || /space|i\/o error|cannot be/i.test(first.says);
  const [is, log] = untold ? ['failed', 'one\n'] : ['rolled-back', 'one\ntwounone\n'];
  return [
    ...(last.is === is ? [] : [`it ended as ${last.is} (${last.says}) and not ${is}`]),
    ...(textOf('log') === log ? [] : [`the world saw ${JSON.stringify(textOf('log'))}`]),
    ...(textOf('messages') === '' && !untold ? ['the message is lost'] : []),
    ...(said ? [] : [`${first.is} says only "${first.says}"`]),
    ...failures.filter(({did}) => did === 'lost').map(({key}) => `nobody knows of ${key}`),
  ];
}

test.each(['ENOSPC', 'EIO'])(
  'a disk that fails with %s at any of its uses stops the engine, which says so, or changes nothing; the next goes on to the end, and nothing is done twice',
  {timeout: 240_000},
  async (code) => {
    let uses = 0;
    const ends = new Map<string, number>();
    const sweep = async () => {
      for (let more = true; more; ) {
        uses += 1;
        const n = uses;
        const at = engineRig();
        try {
          const came = await onFailingDisk(at, {n, code});
          expect(faultsOf(at, came), `use ${n}, ${came.failed}`).toEqual([]);
          ends.set(came.first.is, (ends.get(came.first.is) ?? 0) + 1);
          more = came.failed !== undefined;
        } finally {
          at.remove();
        }
      }
    };
    await Promise.all([sweep(), sweep(), sweep()]);
    expect([...ends.keys()].toSorted()).toEqual(['broken', 'disk', 'failed', 'lock', 'not made', 'rolled-back']);
    expect(uses).toBeGreaterThan(100);
  },
);

test('where no process can be made, the run is left as it is, and the next engine goes on', async () => {
  const at = engineRig();
  const {folder} = at.create(RUNBOOK);
  const {spawn} = childProcess;
  childProcess.spawn = (() => Object.assign(new EventEmitter(), {stdio: []})) as unknown as typeof spawn;
  syncBuiltinESMExports();
  const first = await runOnce(folder).finally(() => {
    childProcess.spawn = spawn;
    syncBuiltinESMExports();
  });
  expect(first.is).toBe('broken');
  expect(first.events.filter(({event}) => event === 'left' || event === 'act-ended')).toEqual([]);
  expect((await runOnce(folder)).is).toBe('rolled-back');
  expect(at.read('log')).toBe('one\ntwounone\n');
  at.remove();
});
