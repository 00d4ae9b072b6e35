import type {Random} from './random.ts';

/** A part of the program that takes what strangers wrote. */
export interface FuzzTarget {
  readonly summary: string;
  /** How many inputs the ordinary tests try. */
  readonly tries: number;
  /** A new input; one character a byte where the target reads bytes. */
  readonly make: (random: Random) => string;
  /** Does with it whatever is done before anything is executed; throws only if the program is at fault. */
  readonly run: (input: string) => void | Promise<void>;
  readonly close?: () => void;
}
