import {isOpen} from '../../calendar/is-open.ts';
import type {Decision} from '../../events/event.ts';
import type {Block} from '../../model/block.ts';
import type {Window} from '../../model/window.ts';
import {type At, failed, type Now, noValue, scopeOf} from '../at.ts';
import {lacksBaseline} from '../baseline.ts';
import {keyOf} from '../paths.ts';
import {inUndo} from '../place.ts';
import {ask} from './ask-person.ts';

/**
 * What stands before a block: the baselines of what watches it, the question whether it is wanted, its window, and the
 * confirmation of a danger.
 */
export function gates(at: At): Now | 'open' {
  const {block, frame} = at;
  if (frame.cursor > 0 || ('attempt' in frame && frame.attempt > 0)) return 'open';
  if (awaitsBaseline(at)) return 'wait';
  const isWanted = frame.passed.askIf === true || frame.role === 'again';
  if (block.askIf !== undefined && !isWanted) return wanted(at, block.askIf);
  const window = windowGate(at);
  if (window !== 'open') return window;
  if (block.danger !== undefined && frame.passed.danger !== true) return confirmed(at, block.danger);
  return 'open';
}

/** A baseline that is measured while what it is compared with goes on already is none. */
function awaitsBaseline({runbook, state, frame}: At): boolean {
  return Object.values(runbook.monitors).some(
    (monitor) => monitor.during.includes(frame.def) && lacksBaseline(state, monitor),
  );
}

/** Waits for a block's window, or refuses; asked before each attempt and pass. Taking back is exempt. */
export function windowGate(at: At): Now | 'open' {
  const {runbook, block, frame, state} = at;
  const {window} = block;
  if (window === undefined || frame.passed.window === true || inUndo(state, frame)) return 'open';
  if (frame.effects.some((key) => key.includes(' ~window'))) return 'wait';
  const openness = isOpen(window, state.now, {timezone: window.timezone, almanac: runbook.almanac});
  if (openness.open) return 'open';
  if (window.outside === 'refuse' || openness.nextOpening === undefined) return closed(window, openness.because);
  const until = openness.nextOpening;
  const effect = {
    do: 'sleep',
    why: 'window',
    until,
    path: frame.path,
    key: keyOf(frame.path, `~window${until}`),
  } as const;
  return {emit: [{event: 'intended', effect}]};
}

function closed(window: Window, because: string): Now {
  const why = window.because === undefined ? '' : `; ${window.because}`;
  return failed({reason: 'rule', message: `the window is closed: ${because}${why}`});
}

function wanted(at: At, question: NonNullable<Block['askIf']>): Now {
  const {frame} = at;
  if (frame.passed.askIf === false)
    return {done: {outcome: 'skipped', why: `not wanted by ${frame.answer?.by ?? 'a person'}`, unbegun: true}};
  const text = question.render(scopeOf(at));
  if (!text.ok) return noValue(text.error.message);
  const choices = [
    {value: 'yes', title: 'Yes'},
    {value: 'no', title: 'No, skip it'},
  ];
  return asked(at, ask(at, {what: 'ask-if', text: text.value, choices}));
}

function confirmed(at: At, danger: NonNullable<Block['danger']>): Now {
  const {frame} = at;
  if (frame.passed.danger === false) {
    const {by = 'a person', why} = frame.answer ?? {};
    return failed({reason: 'refused', by, ...(why !== undefined && {why})});
  }
  const scope = scopeOf(at);
  const text = danger.text.render(scope);
  if (!text.ok) return noValue(text.error.message);
  const type = danger.type?.render(scope);
  if (type?.ok === false) return noValue(type.error.message);
  return asked(at, ask(at, {what: 'danger', text: text.value, ...(type !== undefined && {type: type.value})}));
}

function asked({frame}: At, decisions: readonly Decision[]): Now {
  return frame.effects.some((key) => key.includes(' ?')) ? 'wait' : {emit: decisions};
}
