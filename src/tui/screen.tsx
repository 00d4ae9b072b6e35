import {render} from 'ink';
import {App, type Size} from './app.tsx';
import {movedByReflow} from './reflow.ts';
import {restingTerminal} from './resting.ts';
import {type ScreenEnd, type ScreenRun, Store} from './store.ts';

/** What `showScreen` is given: the run, and the terminal where it is not this process's own. */
export interface ScreenOptions extends Omit<ScreenRun, 'now'> {
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
  const {stdin = process.stdin, stdout = process.stdout, now = Date.now, environment = process.env, ...run} = options;
  const store = new Store({...run, now});
  const terminal = restingTerminal(stdout);
  const ticking = setInterval(() => store.tick(), FRAME_MS);
  const app = () => <App store={store} size={sizeOf(stdout)} terminal={terminal} />;
  const screen = render(app(), {
    stdin,
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
    return await store.ended;
  } finally {
    clearInterval(ticking);
    store.stop();
    await screen.waitUntilRenderFlush();
    screen.clear();
    screen.unmount();
    await screen.waitUntilExit();
    forgetSize();
    const rest = store.takeRest();
    if (rest !== '') stdout.write(rest);
  }
}

const FRAME_MS = 100;

function sizeOf({columns = 80, rows = 24}: Partial<Size>): Size {
  return {columns, rows};
}

/** Has to hear of a new size before Ink does, which would draw the old rows into the new window. */
function followSize(stdout: NodeJS.WriteStream, onSize: (size: Size) => void): () => void {
  const resized = () => onSize(sizeOf(stdout));
  stdout.prependListener('resize', resized);
  return () => stdout.off('resize', resized);
}
