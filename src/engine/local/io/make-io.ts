import type {StepPath} from '../../../base/ids.ts';
import {fail} from '../../../base/result.ts';
import type {Io} from '../../../kinds/io.ts';
import {runCommand} from '../process/command.ts';
import type {CommandHost, Resumed, Withheld} from '../process/command-host.ts';
import type {Run} from '../run.ts';
import {appendBelow} from './files.ts';
import {keepResponse} from './keep-response.ts';

/** For whom the world is touched. */
export interface IoRequest {
  /** The effect; further commands of it get keys of their own. */
  readonly key: string;
  readonly path?: StepPath;
  readonly inherit: readonly string[];
  readonly cancelled: AbortSignal;
  /** Set where an earlier engine may have begun it. */
  readonly resumed?: Resumed;
  /** Keep the output of commands out of every file, and why. */
  readonly withhold?: Withheld | undefined;
  readonly onPassed?: (passed: number) => void;
  readonly sample?: Io['sample'];
}

/** What the first command of an effect needs to know of the run. */
export function hostOf(run: Run, request: IoRequest): CommandHost {
  const {key, path, inherit, cancelled, withhold, resumed} = request;
  return {
    run,
    key,
    inherit,
    forms: run.secrets.forms,
    cancelled,
    left: run.left,
    ...(run.state.started?.attended === true && {terminals: run.terminals}),
    onPassed: request.onPassed ?? (() => {}),
    note: (message) => void run.report({event: 'noted', message, ...(path !== undefined && {path})}),
    withhold,
    ...(resumed && {resumed}),
    ...(run.grace !== undefined && {grace: run.grace}),
  };
}

/** The real world, for one effect of a run. */
export function makeIo(run: Run, request: IoRequest): Io {
  const {key, path, cancelled} = request;
  const cwd = () => run.state.started?.cwd ?? '/';
  const {note} = hostOf(run, request);
  let commands = 0;
  return {
    command: (command) => {
      commands += 1;
      return runCommand(command, {...hostOf(run, request), key: commands === 1 ? key : `${key} +${commands}`});
    },
    fetch: async (http) => {
      // To import Node's client of HTTP loads what fetch and WebSocket are made of: a tenth of a start.
      const {fetchHttp} = await import('./fetch.ts');
      const response = await fetchHttp(http, AbortSignal.any([cancelled, run.left]));
      if (response.ok && path !== undefined && request.withhold === undefined) keepResponse(run, key, response.value);
      return response;
    },
    append: (file, text) => appendBelow(cwd(), file, text),
    sent: (message) => void run.report({event: 'sent', ...message, ...(path !== undefined && {path})}),
    print: note,
    sample: request.sample ?? (async () => fail({message: 'a probe cannot read another monitor'})),
    mask: run.secrets.mask,
  };
}
