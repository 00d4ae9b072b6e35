import type {Result} from '../base/result.ts';
import type {Value, Values} from '../base/value.ts';
import type {EvaluationFault} from '../expression/scope.ts';
import type {OutputMatchers} from './assertions/contract.ts';
import type {Performed} from './steps/contract.ts';

/** The world as a kind may touch it. The local engine gives the real one, a test or the simulator another. */
export interface Io {
  /** Runs a command to its end, feeding the matchers as its output comes. */
  readonly command: (request: CommandRequest) => Promise<Performed>;
  /** Speaks HTTP; redirects to the same host only, by the same method, TLS verified. */
  readonly fetch: (request: HttpRequest) => Promise<Result<HttpResponse, EvaluationFault>>;
  /** Appends a line to a file of the working directory, creating it. */
  readonly append: (file: string, text: string) => Promise<Result<null, EvaluationFault>>;
  /** Records what was told to whom. */
  readonly sent: (message: Message) => void;
  /** Shows a message to whoever watches the run. */
  readonly print: (text: string) => void;
  /** A fresh sample of a monitor; the error says why it cannot be measured. */
  readonly sample: (monitor: string) => Promise<Result<MonitorSample, EvaluationFault>>;
  /** A text for people, with every secret in it replaced by `***`. */
  readonly mask: (text: string) => string;
}

/** What was told to whom; plain data. */
export interface Message {
  readonly text: string;
  /** The channels that took it. */
  readonly to: readonly string[];
  /** Those that did not, and why. */
  readonly missed: readonly {readonly channel: string; readonly because: string}[];
}

/** What a monitor measures now, and whether that is a breach; nothing for one that a person watches. */
export type MonitorSample = {readonly value: Value; readonly breach: boolean} | undefined;

/** A command to run. */
export interface CommandRequest {
  /** The program and its arguments, or a script for the context's shell. */
  readonly argv?: readonly string[];
  readonly script?: string;
  readonly shell: readonly string[];
  readonly cwd: string;
  /** Variables beside the inherited ones. Secrets travel by a descriptor. */
  readonly variables: readonly {readonly name: string; readonly value: string; readonly secret: boolean}[];
  readonly stdin?: string;
  /** stderr into stdout, in exact order. */
  readonly merge: boolean;
  /** End the command as soon as every matcher that can be satisfied early is. */
  readonly untilExpected: boolean;
  readonly matchers: OutputMatchers;
  readonly timeout?: number;
  /** It runs in the terminal of whoever sits at a screen; `recorded`: what it shows is its standard output. */
  readonly terminal?: 'lent' | 'recorded';
}

/** An HTTP request, rendered. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** An HTTP response; the body is read up to 10 MiB. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Values;
  readonly body: string;
  readonly tookMs: number;
}
