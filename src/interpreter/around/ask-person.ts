import type {Ask} from '../../events/effect.ts';
import type {Decision} from '../../events/event.ts';
import type {At} from '../at.ts';
import {tell} from '../notify.ts';
import {keyOf} from '../paths.ts';

/**
 * Asks a person, under a key of its own for each question of a frame; those who are told that a run waits are told
 * first, so that the question is the mark that all is done.
 */
export function ask(at: At<unknown>, question: Omit<Ask, 'do' | 'key' | 'path'>): readonly Decision[] {
  const {path, asked} = at.frame;
  const key = keyOf(path, `?${question.what}${asked === 0 ? '' : `~${asked + 1}`}`);
  return [...tell(at, 'waiting', key), {event: 'intended', effect: {do: 'ask', key, path, ...question}}];
}

/** Whether a question of the frame is open. */
export const isAsking = ({frame}: Pick<At<unknown>, 'frame'>): boolean =>
  frame.effects.some((key) => key.includes(' ?'));

/**
 * Whether somebody decides when something goes wrong: a person at a terminal, or an answers file that names `name`.
 */
export function canAsk({state}: Pick<At<unknown>, 'state'>, name: string | undefined): boolean {
  if (state.started?.attended === true) return true;
  return name !== undefined && state.started?.answers?.includes(name) === true;
}
