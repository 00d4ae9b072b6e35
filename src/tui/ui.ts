import type {EffectKey} from '../base/ids.ts';
import type {ControlReply, ControlRequest} from '../control/request.ts';
import type {RunView} from '../events/view.ts';
import type {Runbook} from '../model/runbook.ts';
import type {Key} from './key.ts';
import type {Outputs, Pane} from './pane.ts';
import type {Possible} from './possible.ts';
import type {Prompt} from './prompt/prompt.ts';

/** What the keyboard has brought about: all that the screen remembers beside the run itself. */
export interface Ui {
  /** How many lines of output are shown. */
  readonly output: 'few' | 'many' | 'none';
  /** The output that was opened to be read. */
  readonly pane?: Pane;
  readonly panel?: 'details' | 'monitors' | 'help' | 'dashboards';
  /** The run's questions with what was typed so far, in the order in which they came. */
  readonly prompts: readonly Prompt[];
  /** The question that is shown, of those. */
  readonly shown?: string;
  /** Whether the question was put aside, so that the keys of the screen work. */
  readonly aside: boolean;
  /** A question of the screen itself; it has the keyboard before any other. */
  readonly own?: Prompt;
  readonly notice?: Notice;
  /** What was asked and begun when the run last moved on. */
  readonly seen: string;
}

/** A word to whoever sits at the screen, until the next key, question or step. */
export interface Notice {
  readonly text: string;
  /** `bad`: something that was wanted is not so. */
  readonly tone: 'good' | 'told' | 'bad';
}

/** What the keyboard is told. */
export type Input =
  | {readonly is: 'key'; readonly key: Key}
  /** The run moved on. */
  | {readonly is: 'turn'}
  /** What came of a request; `about` is the id of the prompt that led to it. */
  | {readonly is: 'replied'; readonly about?: string; readonly reply: ControlReply | 'no engine'};

/** What the screen is to do because of a key. */
export type Act =
  | {readonly do: 'send'; readonly request: ControlRequest; readonly about?: string}
  /** Prints a line to the scrollback. */
  | {readonly do: 'print'; readonly text: string}
  /** Gives this terminal to the command of an effect. */
  | {readonly do: 'lend'; readonly key: EffectKey}
  | {readonly do: 'leave'};

/** What a key's meaning depends on. */
export interface Facts {
  readonly view: RunView;
  readonly runbook: Runbook;
  readonly possible: Possible;
  /** The last lines of output of what runs. */
  readonly output: Outputs;
  /** The effects whose command waits for a terminal. */
  readonly wanted: readonly EffectKey[];
  readonly by: string;
}

/** What came of an input. */
export interface Reaction {
  readonly ui: Ui;
  readonly acts: readonly Act[];
}

/** The keyboard before the first key. */
export const untouched: Ui = {output: 'few', prompts: [], aside: false, seen: ''};

/** The question that is shown, if any. */
export function shownPrompt(ui: Ui): Prompt | undefined {
  return ui.prompts.find(({id}) => id === ui.shown);
}

/** What has the keyboard: a question, or nothing, so that the keys of the screen work. */
export function focused(ui: Ui): Prompt | undefined {
  return ui.own ?? (ui.aside ? undefined : shownPrompt(ui));
}

/** The question with this key, as the run asks it. */
export function askOf(prompt: Prompt, {view}: Facts) {
  return view.asks.get(prompt.id as EffectKey)?.effect;
}
