import type {Result} from '../../base/result.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import type {TSchema} from '../grammar/schema.ts';
import type {Io} from '../io.ts';

/** A place where a secret is had from. */
export interface SecretKind<Body> {
  readonly kind: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly [string, ...string[]];
  /** The secret, or undefined where the source has none. A kind without it is marked `x-not-yet` in its schema. */
  readonly read?: (body: Body, io: Io) => Promise<Result<string | undefined, EvaluationFault>>;
}
