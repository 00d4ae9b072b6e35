import {formatDuration} from '../../base/duration.ts';
import {Duration} from '../grammar/fragments.ts';
import type {ValueAssertion} from './contract.ts';

/** Holds if it took less than this many milliseconds. */
export const fasterThan = {
  name: 'faster_than',
  summary: 'It took less than this long.',
  schema: Duration({description: 'How long it takes at most.', examples: ['500ms']}),
  examples: ['500ms'],
  subject: 'took_ms',
  judge(value, argument: number) {
    if (typeof value === 'number' && value < argument) return {holds: true};
    const actual = typeof value === 'number' ? formatDuration(value) : 'unknown';
    return {holds: false, expected: `faster than ${formatDuration(argument)}`, actual};
  },
} satisfies ValueAssertion<number>;
