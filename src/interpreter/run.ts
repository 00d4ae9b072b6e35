import type {Decision} from '../events/event.ts';
import type {GroupFrame} from '../events/frame.ts';
import type {RunState} from '../events/state.ts';
import type {Runbook} from '../model/runbook.ts';
import {describe} from './describe.ts';
import {ending} from './ending.ts';
import {monitors} from './monitors.ts';
import {tell} from './notify.ts';
import {ROOT} from './paths.ts';
import {isHeld} from './pause.ts';
import {reopened, requests} from './requests/requests.ts';
import type {RunAt} from './run-at.ts';
import {runParts} from './run-parts.ts';

/** What follows for the whole run: what people ask of it, its monitors, its body and what comes after that. */
export function run(given: {readonly runbook: Runbook; readonly state: RunState}): readonly Decision[] {
  const {runbook, state} = given;
  const frame = state.frames.get(ROOT);
  if (state.started === undefined) return [];
  if (frame === undefined) return state.verdict === undefined ? begin(given) : reopened(given);
  const at: RunAt = {...given, block: runbook.root, frame: frame as GroupFrame};
  if (state.verdict !== undefined) return ending(at);
  for (const concern of [requests, monitors, runParts]) {
    const decisions = concern(at);
    if (decisions.length > 0 && !isHeld(state, ROOT, decisions)) return decisions;
  }
  return [];
}

function begin(given: {readonly runbook: Runbook; readonly state: RunState}): readonly Decision[] {
  const {root} = given.runbook;
  const scope = {get: () => undefined};
  return [
    ...tell(given, 'started'),
    {
      event: 'entered',
      path: ROOT,
      parent: ROOT,
      n: 0,
      def: root.def,
      type: 'run',
      kind: root.kind,
      ...describe(root, scope),
      title: given.runbook.title,
    },
  ];
}
