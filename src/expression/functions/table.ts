import type {Value} from '../../base/value.ts';
import {failure, type Outcome, quote} from '../outcome.ts';
import {listOf, record, STRING} from '../type.ts';
import type {LanguageFunction} from './contract.ts';
import {linesOf} from './lines.ts';

export const table: LanguageFunction = {
  name: 'table',
  summary: "The rows of a table that a program printed, by the named columns; cut where the header's words begin.",
  example: '"NAME   AGE\\nweb 1  3d\\n".table("NAME", "AGE")',
  signatures: [
    {
      on: STRING,
      takes: [STRING],
      rest: STRING,
      gives: ({literals: [, ...columns]}) => {
        const missing = columns.findIndex((name) => typeof name !== 'string' || name.trim() === '');
        if (missing !== -1)
          return {problem: 'table() needs the names of its columns, in quotes', argument: missing + 1};
        return listOf(record(Object.fromEntries(columns.map((name) => [String(name), STRING]))));
      },
      apply: ([text, ...columns], {spend}) =>
        spend(String(text).length) ??
        rows(
          String(text),
          columns.map((column) => String(column)),
        ),
    },
  ],
};

interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function rows(text: string, wanted: readonly string[]): Outcome {
  const lines = linesOf(text).filter((line) => line.trim() !== '');
  const header = lines.findIndex((line) => wanted.every((name) => placeOf(line, name) !== -1));
  const head = lines[header];
  if (head === undefined) return failure(noHeader(lines[0], wanted));
  const columns = columnsOf(head, wanted);
  return lines.slice(header + 1).map((line) => cells(line, columns, wanted));
}

function noHeader(line: string | undefined, wanted: readonly string[]): string {
  if (line === undefined)
    return `there is no table with the columns ${wanted.map((name) => quote(name)).join(', ')}: the text is empty`;
  const missing = wanted.filter((name) => placeOf(line, name) === -1);
  const names = (missing.length === 0 ? wanted : missing).map((name) => quote(name)).join(', ');
  return `there is no column ${names}; the first line is ${quote(line)}`;
}

/** Where a whole word (or words) stands in a line, or -1. */
function placeOf(line: string, name: string): number {
  for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, at + 1)) {
    const before = line[at - 1] ?? ' ';
    const after = line[at + name.length] ?? ' ';
    if (/\s/.test(before) && /\s/.test(after)) return at;
  }
  return -1;
}

function columnsOf(head: string, wanted: readonly string[]): readonly Column[] {
  const named = wanted.map((name) => ({name, start: placeOf(head, name), end: placeOf(head, name) + name.length}));
  const words = [...head.matchAll(/\S+/g)].map((word) => ({
    name: word[0],
    start: word.index,
    end: word.index + word[0].length,
  }));
  const others = words.filter((word) => !named.some((column) => word.start < column.end && column.start < word.end));
  return [...named, ...others].sort((a, b) => a.start - b.start);
}

function cells(line: string, columns: readonly Column[], wanted: readonly string[]): Value {
  const cuts = columns.map((column, index) => (index === 0 ? 0 : cut(line, column)));
  const found = new Map(
    columns.map((column, i) => [column.name, line.slice(cuts[i], cuts[i + 1] ?? line.length).trim()]),
  );
  return Object.fromEntries(wanted.map((name) => [name, found.get(name) ?? '']));
}

/** Where a column begins in a line. A word across the place belongs to the column if it ends no later than its header does. */
function cut(line: string, column: Column): number {
  const {start} = column;
  if (start >= line.length || /\s/.test(line[start] ?? ' ') || /\s/.test(line[start - 1] ?? ' ')) return start;
  let [from, to] = [start, start];
  while (from > 0 && !/\s/.test(line[from - 1] ?? ' ')) from -= 1;
  while (to < line.length && !/\s/.test(line[to] ?? ' ')) to += 1;
  return to <= column.end ? from : to;
}
