import {render} from 'ink';
import type {TerminalCommand} from '../control/terminal-command.ts';
import {App, type Size, type SuspendTerminal} from './app.tsx';
import {type Keyboard, openKeyboard} from './keyboard.ts';
import {lendTerminal} from './lend-terminal.ts';
import {movedByReflow} from './reflow.ts';
import {restingTerminal} from './resting.ts';
import {type ScreenEnd, type ScreenRun, Store} from './store.ts';
import {wrapRecord} from './wrap-record.ts';

/** What `showScreen` is given: the run, and the terminal where it is not this process's own. */
export interface ScreenOptions extends Omit<ScreenRun, 'now' | 'lend'> {
  /** Told when this terminal is given to a command, and when it was taken back. */
  readonly onLent?: (lent: boolean) => void;
  readonly now?: () => number;
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout?: NodeJS.WriteStream;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Shows a run until it ends, the engine is lost or the person leaves it running. Afterwards the terminal is as it was,
 * with the whole record of the run in its scrollback.
 */
export async function showScreen(options: ScreenOptions): Promise<ScreenEnd> {
  const {stdin, stdout = process.stdout, now = Date.now, environment = process.env, onLent, ...run} = options;
  const keyboard = stdin === undefined ? openKeyboard() : undefined;
  const {lend, onReady} = lender({stdout, keyboard, onLent});
  const store = new Store({...run, now, lend});
  const terminal = restingTerminal(stdout);
  const ticking = setInterval(() => store.tick(), FRAME_MS);
  const app = () => <App store={store} size={sizeOf(stdout)} terminal={terminal} onReady={onReady} />;
  const screen = render(app(), {
    stdin: keyboard?.stdin ?? stdin ?? process.stdin,
    stdout: terminal.stdout,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: 1000 / FRAME_MS,
  });
  const forgetSize = followSize(stdout, ({columns}) => {
    terminal.erase(movedByReflow(store.drawn(), columns, environment), () => screen.clear());
    screen.rerender(app());
  });
  try {
    const end = await store.ended;
    await store.takenBack();
    return end;
  } finally {
    clearInterval(ticking);
    store.stop();
    await screen.waitUntilRenderFlush();
    screen.clear();
    screen.unmount();
    await screen.waitUntilExit();
    keyboard?.letGo();
    forgetSize();
    const rest = store.takeRest();
    if (rest !== '') stdout.write(wrapRecord(rest, sizeOf(stdout).columns));
  }
}

const FRAME_MS = 100;

/** Gives the terminal to a command once the screen is there, and takes it back. */
function lender({
  stdout,
  keyboard,
  onLent,
}: {
  readonly stdout: NodeJS.WriteStream;
  readonly keyboard: Keyboard | undefined;
  readonly onLent: ((lent: boolean) => void) | undefined;
}) {
  let suspend: SuspendTerminal | undefined;
  return {
    onReady: (given: SuspendTerminal) => {
      suspend = given;
    },
    lend: async (command: TerminalCommand) => {
      onLent?.(true);
      await suspend?.(async () => {
        keyboard?.letGo();
        await lendTerminal(command, stdout);
        keyboard?.takeBack();
      });
      onLent?.(false);
    },
  };
}

function sizeOf({columns = 80, rows = 24}: Partial<Size>): Size {
  return {columns, rows};
}

/** Has to hear of a new size before Ink does, which would draw the old rows into the new window. */
function followSize(stdout: NodeJS.WriteStream, onSize: (size: Size) => void): () => void {
  const resized = () => onSize(sizeOf(stdout));
  stdout.prependListener('resize', resized);
  return () => stdout.off('resize', resized);
}
