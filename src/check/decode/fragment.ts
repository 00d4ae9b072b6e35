import type {Type} from '../../expression/type.ts';
import type {Visibility} from '../../kinds/grammar/fragments.ts';
import type {TSchema} from '../../kinds/grammar/schema.ts';
import type {Place} from '../../template/template.ts';

/** What the checker reads of a fragment of the grammar: the annotations its building blocks put there. */
export interface Fragment {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: TSchema | boolean;
  readonly items?: TSchema;
  readonly 'x-text'?: Place;
  readonly 'x-word'?: true;
  readonly 'x-filled'?: true;
  readonly 'x-cel'?: Type | 'any';
  readonly 'x-names'?: Visibility;
  readonly 'x-recorded'?: true;
  readonly 'x-duration'?: true | 'text' | 'range';
  readonly 'x-zero'?: true;
  readonly 'x-pattern'?: true | 'template';
  readonly 'x-json'?: true;
  readonly 'x-plain'?: true;
  readonly 'x-one-or-more'?: TSchema;
  readonly 'x-list-or-cel'?: true;
  readonly 'x-short'?: {readonly text?: string; readonly list?: string};
  readonly 'x-words'?: readonly string[];
  readonly 'x-nested'?: 'steps' | 'action' | 'probe' | 'arms';
  readonly 'x-or'?: {readonly key: string; readonly alternative: TSchema};
  readonly 'x-step-ref'?: true;
  readonly 'x-name-of'?: 'blocks' | 'channels' | 'messages' | 'roles' | 'targets';
  readonly 'x-people'?: true;
  readonly 'x-kept-file'?: true;
  readonly 'x-timezone'?: true;
  readonly 'x-window-item'?: true;
  readonly 'x-keys'?: 'id' | 'free' | 'variable';
  readonly 'x-arguments'?: true;
  readonly 'x-command'?: true;
  readonly 'x-not-yet'?: true;
}

/** A schema, seen as what the grammar's building blocks made of it. */
export const annotations = (schema: TSchema | Readonly<Record<string, unknown>>): Fragment => schema as Fragment;
