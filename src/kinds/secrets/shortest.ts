/** Fewer characters stand in too many places by chance to be masked there: such a secret is refused. */
export const SHORTEST_SECRET = 4;
