import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {check} from '../../../src/check/check.ts';
import type {RunEnd, RunHandle} from '../../../src/engine/contract.ts';
import {createRun, type KeptRun, type NewRun} from '../../../src/engine/local/create-run.ts';
import type {EngineStart} from '../../../src/engine/local/engine.ts';
import {startEngine} from '../../../src/engine/local/start-engine.ts';
import type {RunEvent, Turn} from '../../../src/events/event.ts';
import type {Runbook} from '../../../src/model/runbook.ts';
import {formatDiagnostic} from '../../../src/text/code-frame.ts';

/** A state folder and a world for the runs of one test. */
export interface EngineRig {
  readonly state: string;
  readonly world: string;
  readonly create: (runbook: Runbook, more?: Partial<NewRun>) => KeptRun;
  /** Starts an engine; what it recorded is in `turns`. */
  readonly start: (run: KeptRun, runbook: Runbook, more?: Partial<EngineStart>) => Promise<RunHandle>;
  /** Creates a run and lets it come to its end. */
  readonly run: (yaml: string, more?: Partial<NewRun>) => Promise<RunSeen>;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

/** A run that came to its end. */
export interface RunSeen {
  readonly end: RunEnd;
  readonly events: readonly RunEvent[];
  readonly folder: string;
}

/** A runbook from its text; the header is added. */
export function runbookOf(yaml: string): Runbook {
  const text = yaml.includes('runbook: ') ? yaml : `runbook: try\ntitle: Try\n${yaml}`;
  const checked = check({file: {name: 'try.yaml', text}, read: () => ({ok: false, error: 'no such file'})});
  if (checked.ok) return checked.value.runbook;
  throw new Error(checked.error.map((each) => formatDiagnostic(each, {color: false, unicode: true})).join('\n'));
}

/** New folders for one test. */
export function engineRig(): EngineRig {
  const root = mkdtempSync(join(tmpdir(), 'engine-'));
  const state = join(root, 'state');
  const world = join(root, 'world');
  mkdirSync(world);
  const create: EngineRig['create'] = (runbook, more) => {
    const run = createRun({runbook, inputs: {}, by: 'ada', cwd: world, attended: false, state, ...more});
    if (!run.ok) throw new Error(run.error);
    return run.value;
  };
  const start: EngineRig['start'] = async ({folder}, runbook, more) => {
    const engine = await startEngine({folder, runbook, by: 'ada', version: '0', grace: 400, ...more});
    if (!engine.ok) throw new Error(engine.error.message);
    return engine.value;
  };
  return {
    state,
    world,
    create,
    start,
    run: async (yaml, more) => {
      const runbook = runbookOf(yaml);
      const kept = create(runbook, more);
      const engine = await start(kept, runbook);
      const turns: Turn[] = [];
      engine.follow((turn) => turns.push(turn));
      const end = await engine.ended;
      return {end, events: turns.flatMap(({events}) => events), folder: kept.folder};
    },
    read: (file) => readFileSync(join(world, file), 'utf8'),
    write: (file, text) => writeFileSync(join(world, file), text),
    remove: () => rmSync(root, {recursive: true, force: true, maxRetries: 5}),
  };
}

/** What steps captured, by the step's id. */
export function capturedIn(events: readonly RunEvent[]): Readonly<Record<string, unknown>> {
  const left = events.filter((event) => event.event === 'left');
  return Object.fromEntries(
    left.flatMap((event) => (event.captured === undefined ? [] : [[event.path, event.captured]])),
  );
}

/** Of each event its name and path or key, without those that tell of the world. */
export function outline(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => {
    const at = 'path' in event ? event.path : 'key' in event ? event.key : '';
    return `${event.event} ${at ?? ''}`.trim();
  });
}
