import {contains} from './contains.ts';
import {empty} from './empty.ts';
import {equals} from './equals.ts';
import {exit} from './exit.ts';
import {fasterThan} from './faster_than.ts';
import {headers} from './headers.ts';
import {json} from './json.ts';
import {like} from './like.ts';
import {lines} from './lines.ts';
import {matches} from './matches.ts';
import {notContains} from './not_contains.ts';
import {notMatches} from './not_matches.ts';
import {sequence} from './sequence.ts';
import {status} from './status.ts';

/** The keys of a match: expectations on one text. */
export const textAssertions = {
  contains,
  not_contains: notContains,
  equals,
  like,
  matches,
  not_matches: notMatches,
  empty,
  lines,
} as const;

/** Expectations on the whole output, keys of `expect` themselves. */
export const outputAssertions = {sequence} as const;

/** Expectations on one value of the result, keys of `expect` themselves. */
export const valueAssertions = {exit, status, headers, json, faster_than: fasterThan} as const;
