import type {Place, Program} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type {Range} from '../expression/ast.ts';
import type {Context} from '../expression/check/context.ts';
import type {Fault} from '../expression/scope.ts';
import type {Piece} from './piece.ts';

/** What the check of a template knows where a part stands. */
export interface At {
  readonly context: Context;
  readonly offsetOf: (place: Place) => number;
  /** How many blocks with a value of their own are around it. */
  readonly depth: number;
  /** Checks the statements of a block. */
  readonly check: (program: Program | undefined, at: At) => readonly Piece[];
}

interface Located {
  readonly loc: {readonly start: Place; readonly end: Place};
}

/** The range in the source of a part that Handlebars located. */
export function rangeOf(located: Located, at: At): Range {
  return {start: at.offsetOf(located.loc.start), end: at.offsetOf(located.loc.end)};
}

/** Reports a fault at a part. */
export function report(located: Located, at: At, fault: Omit<Fault, 'start' | 'end'>): void {
  at.context.found.faults.push({...fault, ...rangeOf(located, at)});
}
