import type {Value} from '../base/value.ts';
import type {Expression} from '../expression/expression.ts';
import type {Pattern} from '../expression/pattern.ts';
import type {Type} from '../expression/type.ts';
import type {Template} from '../template/template.ts';

/** Something a person or caller gives: one form for inputs, `ask`, `manual` and blocks. */
export interface Field {
  readonly name: string;
  /** As written: `string int number bool duration time date url path choice list map`. */
  readonly as: string;
  /** The type of its value in expressions; optional if it may be absent. */
  readonly type: Type;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Value | Template;
  readonly optional: boolean;
  readonly pattern?: Pattern;
  readonly min?: number;
  readonly max?: number;
  /** The choices: fixed, or a list computed from earlier steps. */
  readonly options?: readonly string[] | Expression;
  readonly show?: Template;
  readonly prefer?: Expression;
  /** The environment variable it may come from. */
  readonly env?: string;
}
