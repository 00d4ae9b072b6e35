import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {date} from './date.ts';
import {first} from './first.ts';
import {join} from './join.ts';
import {json} from './json.ts';
import {lines} from './lines.ts';
import {minutes} from './minutes.ts';
import {time} from './time.ts';

/** The only list of the helpers of templates; the blocks `if unless each with` are Handlebars' own. */
export const helpers: Readonly<Record<string, LanguageFunction>> = {time, date, minutes, join, first, json, lines};
