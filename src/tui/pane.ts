import type {EffectKey} from '../base/ids.ts';
import type {Key} from './key.ts';
import {shownLine} from './rows/output.ts';

/** The output of a command, opened to be read and searched. */
export interface Pane {
  /** Which of the commands that print, counted from the newest. */
  readonly which: number;
  /** What is searched for; `typing` while the keyboard goes into it. */
  readonly query: string;
  readonly typing: boolean;
  /** Long lines are broken instead of cut. */
  readonly wrap: boolean;
  /** The lines as they were when following ended; absent: the newest are shown as they come. */
  readonly held?: readonly string[];
  /** How many lines stand below those that are shown. */
  readonly below: number;
}

/** What the commands that run have printed, by effect. */
export type Outputs = ReadonlyMap<EffectKey, readonly string[]>;

/** The pane as it is opened: following, with the keyboard in the search or not. */
export function openPane(typing: boolean): Pane {
  return {which: 0, query: '', typing, wrap: false, below: 0};
}

/** What a key does to the pane; undefined closes it. */
export function pressPane(pane: Pane, key: Key, outputs: Outputs): Pane | undefined {
  if (key.is === 'escape') return pane.typing ? {...pane, typing: false, query: ''} : undefined;
  if (pane.typing) return typed(pane, key, outputs);
  if (key.is === 'up') return moved(pane, 1, outputs);
  if (key.is === 'down') return moved(pane, -1, outputs);
  if (key.is === 'left' || key.is === 'right')
    return follow({...pane, which: pane.which + (key.is === 'left' ? 1 : -1)});
  if (key.is !== 'text') return pane;
  return PANE_KEYS[key.text]?.(pane, outputs) ?? pane;
}

const PANE_KEYS: Readonly<Record<string, (pane: Pane, outputs: Outputs) => Pane | undefined>> = {
  '/': (pane) => ({...pane, typing: true, query: ''}),
  n: (pane, outputs) => toMatch(pane, 1, outputs),
  N: (pane, outputs) => toMatch(pane, -1, outputs),
  f: follow,
  w: (pane) => ({...pane, wrap: !pane.wrap}),
  o: () => undefined,
};

/** The lines that the pane is about, made harmless, and the effect they are of. */
export function linesIn(pane: Pane, outputs: Outputs): {readonly key?: EffectKey; readonly lines: readonly string[]} {
  const [key, lines = []] = outputOf(pane, outputs) ?? [];
  return {...(key !== undefined && {key}), lines: (pane.held ?? lines).map(shownLine)};
}

/** Whether a line holds what is searched for. */
export function matches(line: string, query: string): boolean {
  return query !== '' && line.toLowerCase().includes(query.toLowerCase());
}

function typed(pane: Pane, key: Key, outputs: Outputs): Pane {
  if (key.is === 'enter') return toMatch({...pane, typing: false, below: -1}, 1, outputs);
  if (key.is === 'backspace') return {...pane, query: Array.from(pane.query).slice(0, -1).join('')};
  return key.is === 'text' ? {...pane, query: pane.query + key.text} : pane;
}

function follow({held: _, ...pane}: Pane): Pane {
  return {...pane, below: 0};
}

function moved(pane: Pane, by: number, outputs: Outputs): Pane {
  const holding = hold(pane, outputs);
  const below = Math.min(Math.max(0, holding.below + by), Math.max(0, (holding.held?.length ?? 0) - 1));
  return {...holding, below};
}

/** The next match upwards (1) or downwards (-1), from the lowest line that is shown; round at the ends. */
function toMatch(pane: Pane, direction: 1 | -1, outputs: Outputs): Pane {
  const holding = hold(pane, outputs);
  const {lines} = linesIn(holding, outputs);
  const hits = lines.flatMap((line, index) => (matches(line, pane.query) ? [lines.length - 1 - index] : []));
  const next =
    direction === 1
      ? (hits.findLast((hit) => hit > pane.below) ?? hits.at(-1))
      : (hits.find((hit) => hit < pane.below) ?? hits[0]);
  return next === undefined ? {...pane, below: Math.max(0, pane.below)} : {...holding, below: next};
}

function hold(pane: Pane, outputs: Outputs): Pane {
  if (pane.held !== undefined) return pane;
  return {...pane, held: outputOf(pane, outputs)?.[1] ?? []};
}

/** The command that the pane is about, with what it printed; round at the ends. */
function outputOf({which}: Pane, outputs: Outputs): readonly [EffectKey, readonly string[]] | undefined {
  const printing = [...outputs].filter(([, lines]) => lines.length > 0).toReversed();
  const count = Math.max(1, printing.length);
  return printing[((which % count) + count) % count];
}
