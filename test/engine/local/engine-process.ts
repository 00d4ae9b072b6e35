import {startEngine} from '../../../src/engine/local/start-engine.ts';
import {runbookOf} from './rig.ts';

/** An engine in a process of its own, for a test to kill: its folder and the runbook's text are its arguments. */
const [, , folder = '', text = ''] = process.argv;
const engine = await startEngine({folder, runbook: runbookOf(text), by: 'ada', version: '0', grace: 400});
if (!engine.ok) throw new Error(engine.error.message);
process.send?.('begun');
await engine.value.ended;
process.exit(0);
