import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {written} from './moment.ts';

export const date: LanguageFunction = {
  name: 'date',
  summary: "The day of a time, in the runbook's time zone.",
  example: '{{date run.started_at}}',
  signatures: [written('%Y-%m-%d')],
};
