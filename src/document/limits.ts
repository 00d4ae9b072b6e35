import {limits} from '../base/limits.ts';

/** How much a document may hold; hostile input is refused before it costs time or memory. */
export interface Limits {
  /** UTF-16 units of the text. */
  readonly characters: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** Maps, lists and scalars, those reached through aliases counted each time. */
  readonly nodes: number;
}

/** What a runbook may hold, as the limits are set now. */
export function documentLimits(): Limits {
  return {characters: limits.document, depth: limits.depth, nodes: limits.nodes};
}
