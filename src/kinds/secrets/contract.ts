import type {Result} from '../../base/result.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {TSchema} from '../grammar/schema.ts';

/** A place where a secret is had from. */
export interface SecretKind<Body> {
  readonly kind: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly [string, ...string[]];
  /** The secret, or undefined where the source has none. */
  readonly read: (body: Body, world: SecretWorld) => Promise<Result<string | undefined, EvaluationFault>>;
  /** Where it comes from, completing "the secret comes from …". */
  readonly from: (body: Body) => string;
  /** Why there is none, completing "the secret is missing: …". */
  readonly absent: (body: Body) => string;
  /** What a person is asked for it before an engine begins; nobody is where it is not given. */
  readonly question?: (body: Body) => string;
  /** Whether one that was missing at the start is looked for again before each step: cheap, and asks nobody. */
  readonly mayAppear: boolean;
}

/** The world as a source of secrets may touch it. */
export interface SecretWorld {
  readonly environment: (name: string) => string | undefined;
  readonly readFile: (path: string) => Promise<Result<string, EvaluationFault>>;
  /** What a command printed on its standard output; the error says how it failed, never what it printed there. */
  readonly printed: (command: SecretCommand) => Promise<Result<string, EvaluationFault>>;
  /** What a person typed for this secret; undefined where nobody was asked, or nothing was typed. */
  readonly typed: () => string | undefined;
}

/** A command that prints a secret: a script or an argument vector. */
export type SecretCommand = {
  /** Milliseconds. */
  readonly timeout: number;
} & ({readonly script: string} | {readonly argv: readonly string[]});
