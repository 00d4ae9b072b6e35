import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {written} from './moment.ts';

export const time: LanguageFunction = {
  name: 'time',
  summary: "The hour and minute of a time, in the runbook's time zone.",
  example: '{{time run.started_at}}',
  signatures: [written('%H:%M %Z')],
};
