import {render} from 'ink';
import {App} from './app.tsx';
import {eraseReflowed, reflows} from './reflow.ts';
import {type ScreenEnd, type ScreenRun, Store} from './store.ts';

/** What `showScreen` is given: the run, and the terminal where it is not this process's own. */
export interface ScreenOptions extends Omit<ScreenRun, 'now'> {
  readonly now?: () => number;
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout?: NodeJS.WriteStream;
}

/**
 * Shows a run until it ends, the engine is lost or the person leaves it running. Afterwards the terminal is as it was,
 * with the whole record of the run in its scrollback.
 */
export async function showScreen(options: ScreenOptions): Promise<ScreenEnd> {
  const {stdin = process.stdin, stdout = process.stdout, now = Date.now, ...run} = options;
  const store = new Store({...run, now});
  const ticking = setInterval(() => store.tick(), FRAME_MS);
  const forgetSize = followSize(stdout, store);
  const screen = render(<App store={store} />, {
    stdin,
    stdout,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    maxFps: 1000 / FRAME_MS,
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

/** Has to hear of a new size before Ink does. */
function followSize(stdout: NodeJS.WriteStream, store: Store): () => void {
  let {columns} = stdout;
  const resized = () => {
    if (stdout.columns < columns && reflows(process.env)) stdout.write(eraseReflowed(store.drawn(), stdout.columns));
    columns = stdout.columns;
  };
  stdout.prependListener('resize', resized);
  return () => stdout.off('resize', resized);
}
