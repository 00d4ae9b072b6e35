import type {FuzzTarget} from '../target.ts';
import {expression} from './expression.ts';
import {http} from './http.ts';
import {journal} from './journal.ts';
import {pattern} from './pattern.ts';
import {runbook} from './runbook.ts';
import {template} from './template.ts';
import {yaml} from './yaml.ts';

/** The only list of what is fuzzed. */
export const targets = {yaml, runbook, expression, template, pattern, journal, http} as const satisfies Readonly<
  Record<string, FuzzTarget>
>;
