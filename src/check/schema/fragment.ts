import type {Fragment} from '../decode/fragment.ts';

/** A piece of the grammar with all that its building blocks may say, as data. */
export interface Piece extends Omit<Fragment, 'properties' | 'items' | 'additionalProperties' | 'x-nested'> {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly properties?: Readonly<Record<string, object>>;
  readonly items?: object;
  readonly additionalProperties?: object | boolean;
  readonly 'x-nested'?: Nested;
  readonly 'x-keys'?: 'id' | 'free' | 'variable';
  readonly 'x-one-key-of'?: readonly string[];
  readonly 'x-some-of'?: readonly string[];
  readonly 'x-either'?: readonly (readonly string[])[];
}

/** The places that hold steps or what is made of them; `choices` are arms that a person reads, so they have titles. */
export type Nested = 'steps' | 'step' | 'action' | 'probe' | 'arms' | 'arm' | 'choices' | 'choice';

/** A schema made by the grammar's building blocks, seen as what they put there. */
export const pieceOf = (schema: object): Piece => schema as Piece;
