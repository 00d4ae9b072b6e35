import type {Reference} from '../scope.ts';

/** Whether `reference` is present where all of `proven` are: one of them is it, leads to it, or lies beyond it. */
export function isProven(reference: Reference, proven: readonly Reference[]): boolean {
  return proven.some((each) => each.every((part, index) => index >= reference.length || part === reference[index]));
}

/** What the truth of a reference proves: of `steps.a.succeeded`, everything below `steps.a`. */
export function provenByTruth(reference: Reference): readonly Reference[] {
  return reference[0] === 'steps' && reference.length === 3 && reference[2] === 'succeeded'
    ? [reference.slice(0, 2)]
    : [];
}

/** The references in both lists. */
export function inBoth(a: readonly Reference[], b: readonly Reference[]): readonly Reference[] {
  return a.filter((reference) =>
    isProven(
      reference,
      b.filter((other) => other.length <= reference.length),
    ),
  );
}
