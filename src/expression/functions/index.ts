import type {LanguageFunction} from './contract.ts';
import {duration} from './duration.ts';
import {first} from './first.ts';
import {format} from './format.ts';
import {int} from './int.ts';
import {join} from './join.ts';
import {json} from './json.ts';
import {lines} from './lines.ts';
import {matches} from './matches.ts';
import {max} from './max.ts';
import {min} from './min.ts';
import {number} from './number.ts';
import {sort} from './sort.ts';
import {standardText} from './standard-text.ts';
import {standardTime} from './standard-time.ts';
import {standardValue} from './standard-value.ts';
import {sum} from './sum.ts';
import {table} from './table.ts';
import {time} from './time.ts';
import {trim} from './trim.ts';

const own = [lines, trim, table, json, int, number, duration, time, format, first, sum, min, max, sort, join, matches];

/** The only list of the functions of the language: checking, evaluation, completion and the docs derive from it. */
export const functions: Readonly<Record<string, LanguageFunction>> = Object.fromEntries(
  [...own, ...standardText, ...standardValue, ...standardTime].map((each) => [each.name, each]),
);
