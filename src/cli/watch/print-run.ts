import type {EngineStart} from '../../engine/local/engine.ts';
import type {Turn} from '../../events/event.ts';
import {emptyView, observe} from '../../events/observe.ts';
import {type Past, passOver} from '../../events/pass-over.ts';
import {aboutRunbook} from '../../report/about.ts';
import type {Style} from '../../report/formats/contract.ts';
import {runFormats} from '../../report/formats/index.ts';
import {inAscii} from '../../report/in-ascii.ts';
import {paintFor} from '../../report/style.ts';
import {underWayLines} from '../../report/under-way-lines.ts';
import {pathFromTop} from '../record/path-from-top.ts';
import type {Terminal} from '../terminal.ts';
import {formatOf} from './run-options.ts';
import {shownOutput} from './shown-output.ts';
import type {Watched} from './watch-run.ts';

/** Prints a run, turn by turn. */
export interface Printer {
  /** Takes the next turn; what was recorded before the run goes on is held back until `begin`. */
  readonly take: (turn: Turn) => void;
  /** Takes what came of all turns up to one that is no later than `known`; undefined where each of them is printed. */
  readonly past: EngineStart['past'];
  /** The run goes on: from now on every turn is printed at once. */
  readonly begin: () => void;
  /** Whether something was refused since then. */
  readonly refused: () => boolean;
}

/**
 * A printer in the format that the call asks for. Where the run was there before, people are shown its head, what it is
 * at and where all of it is to be had, in place of what was done until then; programs are given every turn.
 */
export function printerFor(watched: Watched, terminal: Terminal): Printer {
  const {out, unicode} = terminal;
  const {call, kept, summary} = watched;
  const format = runFormats[formatOf(call, terminal)];
  const known = 'endIsEnough' in format ? (summary?.turns ?? 0) : 0;
  const writer = format.begin(styleOf(watched, terminal));
  let view = emptyView();
  let passing = passOver(view);
  const text = (turn: Turn) => writer.turn(turn, observe(view, turn));
  let begun = false;
  let refused = false;
  let held: Turn[] = [];
  let top: string | undefined;

  const takePast = (past: Past) => {
    top = text(past.first);
    view = past.view;
    passing = passOver(view);
  };
  const takeKnown = (turn: Turn) => {
    if (top === undefined) top = text(turn);
    else passing.take(turn);
    if (begun && turn.seq === known) tellTop();
  };
  const tellTop = () => {
    passing.end();
    const paint = paintFor(terminal);
    const now = [...underWayLines(view), `all that was done before: runbook show ${kept.id}`];
    out(top + now.map((line) => `  ${paint.dim(unicode ? line : inAscii(line))}\n`).join(''));
  };

  return {
    take: (turn) => {
      if (turn.seq <= known) {
        takeKnown(turn);
      } else if (begun) {
        refused ||= turn.events.some((event) => event.event === 'refused');
        out(text(turn));
      } else {
        held.push(turn);
      }
    },
    past: known > 0 ? {known, take: takePast} : undefined,
    begin: () => {
      begun = true;
      if (top !== undefined) tellTop();
      out(held.map(text).join(''));
      held = [];
    },
    refused: () => refused,
  };
}

function styleOf({call, runbook, kept}: Watched, {color, unicode, cwd}: Terminal): Style {
  return {
    color,
    unicode,
    verbose: call.flag('verbose'),
    quiet: call.flag('quiet'),
    about: aboutRunbook(runbook),
    path: pathFromTop(cwd),
    output: shownOutput(kept.folder),
  };
}
