import type {StepPath} from '../../../base/ids.ts';
import {fail} from '../../../base/result.ts';
import type {Io} from '../../../kinds/io.ts';
import {runCommand} from '../process/command.ts';
import type {Withheld} from '../process/command-host.ts';
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
  readonly resumed?: {readonly sameBoot: boolean};
  /** Keep the output of commands out of every file, and why. */
  readonly withhold?: Withheld | undefined;
  readonly onPassed?: (passed: number) => void;
  readonly sample?: Io['sample'];
}

/** The real world, for one effect of a run. */
export function makeIo(run: Run, request: IoRequest): Io {
  const {key, path, inherit, cancelled, resumed} = request;
  const cwd = () => run.state.started?.cwd ?? '/';
  const note = (message: string) => {
    void run.report({event: 'noted', message, ...(path !== undefined && {path})});
  };
  let commands = 0;
  return {
    command: (command) => {
      commands += 1;
      return runCommand(command, {
        run,
        key: commands === 1 ? key : `${key} +${commands}`,
        inherit,
        forms: run.secrets.forms,
        cancelled,
        left: run.left,
        ...(run.state.started?.attended === true && {terminals: run.terminals}),
        onPassed: request.onPassed ?? (() => {}),
        note,
        withhold: request.withhold,
        ...(resumed && {resumed}),
        ...(run.grace !== undefined && {grace: run.grace}),
      });
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
