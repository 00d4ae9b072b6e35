import type {Result} from '../../base/result.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {TSchema} from '../grammar/schema.ts';

/** A place, seen from several machines, that holds at most one text at a time: what a lock across machines is made of. */
export interface LockKind<Body> {
  readonly kind: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly [string, ...string[]];
  /** For whom it is one lock, completing "one run at a time for …". */
  readonly reach: (body: Body) => string;
  /** Where what was read stands, for people who look at it. */
  readonly where: (at: LockPlace<Body>, seen: Register) => string;
  /** Milliseconds between two looks at it, while it is waited for. */
  readonly lookEvery: number;
  readonly read: (at: LockPlace<Body>, world: LockWorld) => Promise<Result<Register, EvaluationFault>>;
  /** Puts `text`, or nothing, in place of what was `seen`; no register where somebody else was faster. */
  readonly swap: (
    at: LockPlace<Body>,
    change: {readonly seen: Register; readonly text?: string},
    world: LockWorld,
  ) => Promise<Result<Register | undefined, EvaluationFault>>;
}

/** A lock by what its kind needs and its name, which holds letters, digits, `-` and `_` only. */
export interface LockPlace<Body> {
  readonly body: Body;
  readonly name: string;
}

/**
 * What a lock holds, and what tells this state of it from every other. It is free only where somebody gave it back, or
 * nobody ever took it; then it has no text.
 */
export interface Register {
  readonly version: string;
  readonly text?: string;
}

/** The world as a lock may touch it. */
export interface LockWorld {
  /** What git prints when run in the working directory of the run; the error is what it complained of. */
  readonly git: (words: readonly string[], input?: string) => Promise<Result<string, EvaluationFault>>;
  /** The names in a folder that the team shares; none where there is no such folder. */
  readonly list: (folder: string) => Promise<Result<readonly string[], EvaluationFault>>;
  readonly readFile: (path: string) => Promise<Result<string, EvaluationFault>>;
  /** Makes a file that is on the disk with all its text from the first, and its folder; false if there is one already. */
  readonly create: (path: string, text: string) => Promise<Result<boolean, EvaluationFault>>;
  readonly remove: (path: string) => Promise<void>;
}
