import type {Link, StepEntry} from './ids.ts';

/** Where a step stands, seen from another place of the same file or block. */
export type Relation =
  /** It is the step itself, or a group around it. */
  | 'itself'
  /** It comes later in the same line. */
  | 'later'
  /** Both are in one parallel group. */
  | 'beside'
  /** It is in the group whose rescue, always or undo this is, or whose own keys read it. */
  | 'rescued'
  /** It is before, and closed in: a loop, an item of branch or choose, a rescue, an undo. */
  | 'closed';

/** Where `target` stands, seen from the step `from`; from a place outside all steps everything is later. */
export function relationOf(target: StepEntry, from: StepEntry | undefined): Relation {
  if (from === undefined) return 'later';
  if (target.node === from.node) return 'itself';
  const {trail} = target;
  const at = trail.findIndex((link, index) => !sameLink(link, from.trail[index]));
  if (at === -1) return 'itself';
  const here = from.trail[at];
  const there = trail[at];
  if (here === undefined) return 'rescued';
  if (there === undefined || here.owner !== there.owner) return 'closed';
  if (here.list !== there.list) return isLine(there) && !isLine(here) && here.part !== 'arm' ? 'rescued' : 'closed';
  if (here.part === 'parallel') return 'beside';
  return there.index > here.index ? 'later' : 'closed';
}

/** The innermost step that closes `target` in, and how. */
export function closedBy(target: StepEntry): Link | undefined {
  return target.trail.findLast((link) => !isLine(link));
}

function sameLink(a: Link, b: Link | undefined): boolean {
  return b !== undefined && a.list === b.list && a.index === b.index;
}

function isLine({part}: Link): boolean {
  return part === 'steps' || part === 'parallel';
}
