import {get, type Node} from '../../document/node.ts';
import type {Names} from '../../expression/scope.ts';
import {DYN} from '../../expression/type.ts';
import {notifyEvents} from '../../kinds/grammar/file-keys.ts';
import type {NotifyEvent, Sending} from '../../model/runbook.ts';
import {textAt} from '../decode/texts.ts';
import {type Visible, withRoots} from '../names/visible.ts';
import {checkSending} from '../sending.ts';
import type {Reading, Unit} from '../unit.ts';

/** What the messages of each event can see. */
export interface EventViews {
  /** `inputs vars run`. */
  readonly about: Visible;
  /** Everything that is certain at the end. */
  readonly end: Visible;
  /** What is visible before the first step that has an undo. */
  readonly rollback: Visible;
  readonly monitors: Names;
}

/** Checks what the events of the run send. */
export function checkNotify(
  node: Node | undefined,
  unit: Unit,
  views: EventViews,
): Partial<Record<NotifyEvent, readonly Sending[]>> {
  const sendings: Partial<Record<NotifyEvent, readonly Sending[]>> = {};
  for (const event of notifyEvents) {
    const sent = get(node, event);
    if (sent === undefined) continue;
    if (NOT_YET.includes(event)) unit.file.notYet.push({what: `notify.${event}`, span: sent.span});
    const reading = readingFor(event, unit, views);
    sendings[event] = (sent.kind === 'list' ? sent.items : [sent]).map((each) => checkSending(each, reading));
  }
  return sendings;
}

/** Moments that no engine comes to yet: nothing looks after a run that has ended. */
const NOT_YET: readonly NotifyEvent[] = ['followup_due'];

function readingFor(event: NotifyEvent, unit: Unit, {about, end, rollback, monitors}: EventViews): Reading {
  const reading = (view: Visible, sees: string): Reading => ({unit, view: () => view, sees});
  switch (event) {
    case 'succeeded':
      return reading(end, 'the message of "succeeded" sees only what is certain at the end');
    case 'rolling_back':
    case 'rolled_back':
      return reading(
        rollback,
        `the message of "${event}" sees only what is visible before the first step that has an undo`,
      );
    case 'breached':
    case 'blind':
      return reading(withRoots(about, monitors), `the message of "${event}" sees only inputs, vars, run and monitors`);
    default:
      return reading(about, `the message of "${event}" sees only inputs, vars and run`);
  }
}

/** Checks messages that nothing sends: what they could see is not known, so any step may stand in them. */
export function checkUnsent(
  messages: Node | undefined,
  unit: Unit,
  {about, sent}: {about: Visible; sent: Set<Node>},
): void {
  const open: Visible = {...about, roots: {...about.roots, steps: DYN, monitors: DYN}};
  for (const {value} of messages?.kind === 'map' ? messages.entries : []) {
    if (value.kind === 'scalar' && !sent.has(value)) textAt(value, {place: 'text'}, {unit, view: () => open});
  }
}
