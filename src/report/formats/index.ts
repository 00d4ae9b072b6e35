import type {RunFormat} from './contract.ts';
import {github} from './github.ts';
import {json} from './json.ts';
import {plain} from './plain.ts';

/** The only list of formats of a run: the values of `--format` derive from it. */
export const runFormats = {plain, json, github} as const satisfies Readonly<Record<string, RunFormat>>;
