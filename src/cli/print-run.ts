import type {Turn} from '../events/event.ts';
import {emptyView, observe} from '../events/observe.ts';
import {passOver} from '../events/pass-over.ts';
import {aboutRunbook} from '../report/about.ts';
import {runFormats} from '../report/formats/index.ts';
import {pathFromTop} from './path-from-top.ts';
import {formatOf} from './run-options.ts';
import {shownOutput} from './shown-output.ts';
import type {Terminal} from './terminal.ts';
import type {Watched} from './watch-run.ts';

/** Prints a run, turn by turn. */
export interface Printer {
  /** Takes the next turn; what was recorded before the run goes on is held back until `begin`. */
  readonly take: (turn: Turn) => void;
  /** The run goes on: prints what was held back, of a long run its end, and from now on every turn at once. */
  readonly begin: () => void;
  /** Whether something was refused since then. */
  readonly refused: () => boolean;
}

/** Of a long run that goes on, so many turns are printed at least. */
const SHOWN_TURNS = 50;

/** A printer in the format that the call asks for. */
export function printerFor({call, runbook, kept}: Watched, terminal: Terminal): Printer {
  const {out, color, unicode} = terminal;
  const format = runFormats[formatOf(call, terminal)];
  const most = 'endIsEnough' in format ? 2 * SHOWN_TURNS : Number.POSITIVE_INFINITY;
  const lines = format.begin({
    color,
    unicode,
    verbose: call.flag('verbose'),
    quiet: call.flag('quiet'),
    about: aboutRunbook(runbook),
    path: pathFromTop(terminal.cwd),
    output: shownOutput(kept.folder),
  });
  const view = emptyView();
  const passing = passOver(view);
  const text = (turn: Turn) => lines.turn(turn, observe(view, turn));
  let begun = false;
  let refused = false;
  let held: Turn[] = [];
  let top = '';

  return {
    take: (turn) => {
      if (begun) {
        refused ||= turn.events.some((event) => event.event === 'refused');
        out(text(turn));
        return;
      }
      held.push(turn);
      if (held.length <= most) return;
      const passed = held.splice(0, held.length - SHOWN_TURNS);
      if (top === '') top = `${passed.splice(0, 1).map(text)}… all of it: runbook show ${kept.id}\n`;
      for (const each of passed) passing.take(each);
    },
    begin: () => {
      begun = true;
      passing.end();
      out([top, ...held.map(text)].join(''));
      held = [];
    },
    refused: () => refused,
  };
}
