/** How much a document may hold; hostile input is refused before it costs time or memory. */
export interface Limits {
  /** UTF-16 units of the text. */
  readonly characters: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** Maps, lists and scalars, those reached through aliases counted each time. */
  readonly nodes: number;
}

/** What a runbook may hold: 1 MiB, 64 levels, 100,000 nodes. */
export const LIMITS: Limits = {characters: 1_048_576, depth: 64, nodes: 100_000};
