import type {RunEvent} from '../../src/events/event.ts';

/** What happened, one short line an event that people care about; events that only keep the books are left out. */
export function trace(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => line(event) ?? []);
}

function line(event: RunEvent): string | undefined {
  switch (event.event) {
    case 'skipped':
      return `${event.path} skipped: ${event.because}`;
    case 'part-entered':
      return event.part === 'ending' ? undefined : `${event.path} ${event.part}${late(event.late)}`;
    case 'chose':
      return `${event.path} takes way ${event.arm + 1}`;
    case 'looped':
      return `${event.path} has ${JSON.stringify(event.vars)}${event.done ? ', done' : ''}`;
    case 'intended':
      return intention(event.effect);
    case 'withdrawn':
      return event.key.includes('~overdue') ? undefined : `withdraw ${event.key}`;
    case 'act-ended':
      return event.did === 'succeeded' ? undefined : `${event.key} ${event.did}`;
    case 'timer-fired':
      return `${event.key} over`;
    case 'answered':
      return `${event.key} = ${JSON.stringify(event.value)}`;
    case 'requested':
      return `asked to ${event.what}`;
    case 'refused':
      return `refused: ${event.because}`;
    case 'stopping':
      return `stop ${event.path}: ${event.why}`;
    case 'breached':
      return `${event.monitor} breached: ${event.then}`;
    case 'blind':
      return `${event.monitor} blind`;
    case 'overdue':
      return `${event.path} overdue`;
    case 'paused':
    case 'unpaused':
      return event.event;
    case 'left':
      return event.path === '/' ? undefined : left(event);
    case 'run-ended':
      return ended(event);
    default:
      return undefined;
  }
}

function intention(effect: Extract<RunEvent, {event: 'intended'}>['effect']): string | undefined {
  switch (effect.do) {
    case 'act':
      return effect.key;
    case 'sleep':
      return effect.why === 'overdue' ? undefined : effect.key.replace(/\d{6,}/, 'T');
    case 'ask':
      return `${effect.key}${effect.choices ? `: ${effect.choices.map(({value}) => value).join(' ')}` : ''}`;
    case 'watch':
      return effect.key;
  }
}

function left({path, outcome, captured, failure, ...event}: Extract<RunEvent, {event: 'left'}>): string {
  const values = captured === undefined || Object.keys(captured).length === 0 ? '' : ` ${JSON.stringify(captured)}`;
  const rescued = event.rescued ? ', rescued' : '';
  const why = outcome === 'failed' && failure !== undefined ? `: ${failure.reason}` : '';
  return `${path} ${outcome}${rescued}${why}${values}`;
}

function ended({verdict, inForce, standing}: Extract<RunEvent, {event: 'run-ended'}>): string {
  const reason = 'reason' in verdict && verdict.reason !== '' ? `: ${verdict.reason}` : '';
  const more = verdict.is === 'succeeded' && verdict.accepted > 0 ? ` with ${verdict.accepted} accepted` : '';
  const untouched =
    'untouched' in verdict && verdict.untouched.length > 0 ? `; not taken back: ${verdict.untouched.join(', ')}` : '';
  const force = inForce.length > 0 ? `; in force: ${inForce.join(', ')}` : '';
  const steps =
    standing === undefined ? '' : `; ${standing.offered ? 'done' : 'done for good'}: ${standing.steps.join(', ')}`;
  return `ended ${verdict.is}${more}${reason}${untouched}${force}${steps}`;
}

const late = (why: string | undefined): string => (why === undefined ? '' : ` (late: ${why})`);
