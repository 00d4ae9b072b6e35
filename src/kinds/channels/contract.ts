import type {Result} from '../../base/result.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Place} from '../../template/template.ts';
import type {TSchema} from '../grammar/schema.ts';
import type {Io} from '../io.ts';

/** A way to tell people something. */
export interface ChannelKind<Body> {
  readonly kind: string;
  readonly summary: string;
  readonly schema: TSchema;
  readonly examples: readonly [string, ...string[]];
  /** Where its text stands, which decides how values are escaped. */
  readonly place: Place;
  /** Sends `text`; the error says why it did not arrive. */
  readonly send: (
    sending: {readonly body: Body; readonly text: string; readonly scope: Scope},
    io: Io,
  ) => Promise<Result<null, EvaluationFault>>;
}
