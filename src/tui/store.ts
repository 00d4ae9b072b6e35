import {harmless} from '../base/harmless.ts';
import type {EffectKey} from '../base/ids.ts';
import type {TerminalCommand} from '../control/terminal-command.ts';
import type {Turn} from '../events/event.ts';
import type {Verdict} from '../events/outcome.ts';
import type {RunView} from '../events/view.ts';
import type {Runbook} from '../model/runbook.ts';
import {type About, aboutRunbook} from '../report/about.ts';
import type {Style} from '../report/formats/contract.ts';
import {frameRows} from './frame.ts';
import type {Key} from './key.ts';
import {type Look, lookFor} from './look.ts';
import {possibleNow} from './possible.ts';
import {react} from './react.ts';
import {type Recorder, recorder} from './record.ts';
import type {Row} from './row.ts';
import {type AskEngine, followRun, type Session} from './session.ts';
import {type Act, type Facts, type Input, type Ui, untouched} from './ui.ts';
import {wantedTerminals} from './wanted-terminals.ts';

/** What a screen is given. */
export interface ScreenRun {
  /** The run's folder. */
  readonly folder: string;
  readonly runbook: Runbook;
  readonly terminal: {readonly color: boolean; readonly unicode: boolean};
  readonly ask: AskEngine;
  /** Who sits at the screen. */
  readonly by: string;
  /** How much of it goes to the scrollback: every line and no output, where nothing is said. */
  readonly record?: Pick<Style, 'verbose' | 'quiet' | 'output'>;
  /** Aborted once the screen is to leave the run going. */
  readonly left?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs a command in the terminal of this screen; resolves once the terminal is taken back. */
  readonly lend: (command: TerminalCommand) => Promise<void>;
}

/** How a screen came to its end. */
export type ScreenEnd =
  | {readonly is: 'ended'; readonly verdict: Verdict}
  | {readonly is: 'detached'}
  /** Whoever sits at this screen made the engine leave the run. */
  | {readonly is: 'interrupted'}
  | {readonly is: 'engine-lost'; readonly because: string};

/** A run on a screen: what is drawn, what the keyboard does, when it is over. */
export class Store {
  /** How it came to its end. */
  readonly ended: Promise<ScreenEnd>;
  readonly #run: ScreenRun;
  readonly #about: About;
  readonly #look: Look;
  readonly #recorder: Recorder;
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  readonly #end: (end: ScreenEnd) => void;
  #ui: Ui = untouched;
  #drawn: readonly Row[] = [];
  #printed = '';
  #revision = 0;
  #second = 0;
  #heard: number;
  #silences = 0;
  #asked = false;
  #interrupts = false;
  #lent: Promise<void> | undefined;
  #wanted = '';

  constructor(run: ScreenRun) {
    const {promise, resolve} = Promise.withResolvers<ScreenEnd>();
    this.ended = promise;
    this.#end = resolve;
    this.#run = run;
    this.#about = aboutRunbook(run.runbook);
    this.#look = lookFor(run.terminal);
    this.#recorder = recorder({...run.terminal, verbose: false, quiet: false, ...run.record, about: this.#about});
    this.#heard = run.now();
    this.#session = followRun(run.folder, {
      onTurn: (turn, view) => this.#turn(turn, view),
      onDamage: (because) => this.#end({is: 'engine-lost', because}),
    });
    run.left?.addEventListener('abort', () => this.#end({is: 'detached'}), {once: true});
    if (run.left?.aborted) this.#end({is: 'detached'});
    this.#react({is: 'turn'});
    this.tick();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Grows with every change that can be seen. */
  readonly revision = (): number => this.#revision;

  /** The living part of the screen, never as high as the window: that would wipe the scrollback. */
  rows({columns, rows}: {readonly columns: number; readonly rows: number}): readonly Row[] {
    const scene = {
      ...this.#facts(),
      about: this.#about,
      ui: this.#ui,
      look: this.#look,
      now: this.#run.now(),
      width: Math.max(20, columns - 1),
    };
    this.#drawn = frameRows(scene, Math.max(1, rows - 1));
    return this.#drawn;
  }

  /** The living part as it was drawn last. */
  readonly drawn = (): readonly Row[] => this.#drawn;

  press(keys: readonly Key[]): void {
    for (const key of keys) this.#react({is: 'key', key});
  }

  /** What is to go to the scrollback since it was last asked. */
  takeRecord(): string {
    if (this.#lent !== undefined) return '';
    const text = this.#printed;
    this.#printed = '';
    return text;
  }

  /** What is to be printed once the screen is gone. */
  takeRest(): string {
    return this.takeRecord() + this.#recorder.rest();
  }

  /** Looks at what commands have printed, moves the clocks, and notices an engine that is gone. */
  tick(): void {
    const second = Math.floor(this.#run.now() / 1000);
    if (this.#session.readOutput() || second !== this.#second) this.#changed();
    this.#second = second;
    this.#lookForTerminals();
    if (this.#run.now() - this.#heard >= SILENCE_MS && !this.#asked) this.#greet();
    this.#endIfOver();
  }

  stop(): void {
    this.#session.stop();
  }

  /** Settles once this terminal is not given to a command, or was taken back. */
  async takenBack(): Promise<void> {
    await this.#lent;
  }

  #facts(): Facts {
    const {view} = this.#session;
    const {runbook, by, now} = this.#run;
    const wanted = wantedTerminals(this.#run.folder, view, runbook);
    const output = this.#session.output();
    return {view, runbook, by, output, wanted, possible: possibleNow(view, runbook, now())};
  }

  #turn(turn: Turn, view: RunView): void {
    this.#printed += this.#recorder.turn(turn, view);
    this.#heard = this.#run.now();
    this.#silences = 0;
    // The past is read before there is a session; one look at it all follows.
    if (this.#revision > 0) this.#react({is: 'turn'});
  }

  #react(input: Input): void {
    const {ui, acts} = react(this.#ui, input, this.#facts());
    this.#ui = ui;
    for (const act of acts) this.#perform(act);
    this.#changed();
  }

  #perform(act: Act): void {
    if (act.do === 'leave') this.#end({is: 'detached'});
    else if (act.do === 'print') this.#printed += `${harmless(act.text)}\n`;
    else if (act.do === 'lend') this.#lend(act.key);
    else this.#send(act);
  }

  /** A command begins in another terminal without a turn of the run. */
  #lookForTerminals(): void {
    const wanted = this.#facts().wanted.join('\n');
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#react({is: 'turn'});
  }

  #lend(key: EffectKey): void {
    if (this.#lent !== undefined) return;
    const {ask, folder, by, lend} = this.#run;
    this.#lent = ask(folder, {ask: 'terminal', key, by}).then(async (reply) => {
      if (reply === 'no engine' || !reply.ok) this.#react({is: 'replied', reply});
      else await lend(JSON.parse(reply.message) as TerminalCommand);
      this.#lent = undefined;
      this.#react({is: 'turn'});
    });
  }

  #send({request, about}: Extract<Act, {readonly do: 'send'}>): void {
    this.#interrupts ||= request.ask === 'leave';
    void this.#run.ask(this.#run.folder, request).then((reply) => {
      this.#react({is: 'replied', reply, ...(about !== undefined && {about})});
    });
  }

  #greet(): void {
    this.#asked = true;
    void this.#run.ask(this.#run.folder, {ask: 'hello'}).then((reply) => {
      this.#asked = false;
      this.#heard = this.#run.now();
      this.#silences = reply === 'no engine' ? this.#silences + 1 : 0;
      if (this.#silences >= 2) this.#end({is: 'engine-lost', because: 'no engine is at work on this run any more'});
    });
  }

  #endIfOver(): void {
    const {verdict, left} = this.#session.view;
    if (verdict !== undefined) this.#end({is: 'ended', verdict});
    else if (left === undefined) return;
    else this.#end(this.#interrupts ? {is: 'interrupted'} : {is: 'engine-lost', because: left});
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

const SILENCE_MS = 3000;
