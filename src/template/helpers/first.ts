import type {LanguageFunction} from '../../expression/functions/contract.ts';
import {first as firstFunction} from '../../expression/functions/first.ts';

export const first: LanguageFunction = {...firstFunction, example: '{{first inputs.changelog "no changelog given"}}'};
