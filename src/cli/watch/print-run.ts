import type {Turn} from '../../events/event.ts';
import {emptyView, observe} from '../../events/observe.ts';
import {type Past, passOver} from '../../events/pass-over.ts';
import {aboutRunbook} from '../../report/about.ts';
import type {RunWriter} from '../../report/formats/contract.ts';
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
  /** Takes what came of everything recorded so far, in the place of its turns; undefined where each of them is printed. */
  readonly past: ((past: Past) => void) | undefined;
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
  return new LinePrinter(watched, terminal);
}

class LinePrinter implements Printer {
  readonly past: Printer['past'];
  readonly #run: string;
  readonly #terminal: Terminal;
  /** The number of the last turn that was there before. */
  readonly #known: number;
  readonly #lines: RunWriter;
  #view = emptyView();
  #passing = passOver(this.#view);
  #begun = false;
  #held: Turn[] = [];
  #top: string | undefined;
  #refused = false;

  constructor({call, runbook, kept, summary}: Watched, terminal: Terminal) {
    const {color, unicode, cwd} = terminal;
    const format = runFormats[formatOf(call, terminal)];
    this.#run = kept.id;
    this.#terminal = terminal;
    this.#known = 'endIsEnough' in format ? (summary?.turns ?? 0) : 0;
    this.past = this.#known > 0 ? (past) => this.#past(past) : undefined;
    this.#lines = format.begin({
      color,
      unicode,
      verbose: call.flag('verbose'),
      quiet: call.flag('quiet'),
      about: aboutRunbook(runbook),
      path: pathFromTop(cwd),
      output: shownOutput(kept.folder),
    });
  }

  take(turn: Turn): void {
    if (turn.seq <= this.#known) {
      if (this.#top === undefined) this.#top = this.#text(turn);
      else this.#passing.take(turn);
      if (this.#begun && turn.seq === this.#known) this.#tellTop();
    } else if (this.#begun) {
      this.#refused ||= turn.events.some((event) => event.event === 'refused');
      this.#terminal.out(this.#text(turn));
    } else {
      this.#held.push(turn);
    }
  }

  begin(): void {
    this.#begun = true;
    if (this.#top !== undefined) this.#tellTop();
    this.#terminal.out(this.#held.map((turn) => this.#text(turn)).join(''));
    this.#held = [];
  }

  refused(): boolean {
    return this.#refused;
  }

  #past({first, view}: Past): void {
    if (first !== undefined) this.#top = this.#text(first);
    this.#view = view;
    this.#passing = passOver(view);
  }

  #text(turn: Turn): string {
    return this.#lines.turn(turn, observe(this.#view, turn));
  }

  #tellTop(): void {
    const {out, unicode} = this.#terminal;
    this.#passing.end();
    const paint = paintFor(this.#terminal);
    const now = [...underWayLines(this.#view), `all that was done before: runbook show ${this.#run}`];
    out(this.#top + now.map((line) => `  ${paint.dim(unicode ? line : inAscii(line))}\n`).join(''));
  }
}
