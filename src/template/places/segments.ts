import type {Stood} from './contract.ts';

/** A part of a text between two separators. */
export interface Segment {
  readonly text: string;
  /** Whether values make it, in whole or in part, or end it. */
  readonly given: boolean;
}

/** The parts of `text` from `start` to `end`, between separators of one character. */
export function segmentsOf(
  text: string,
  stood: readonly Stood[],
  {
    start = 0,
    end = text.length,
    between = /[/\\]/,
  }: {readonly start?: number; readonly end?: number; readonly between?: RegExp},
): readonly Segment[] {
  let at = start;
  return text
    .slice(start, end)
    .split(between)
    .map((segment) => {
      const [from, to] = [at, at + segment.length];
      at = to + 1;
      return {text: segment, given: stood.some((value) => value.start <= to && value.end >= from)};
    });
}
