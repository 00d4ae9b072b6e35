import {IntOr, OneOrMore} from '../grammar/fragments.ts';
import type {ValueAssertion} from './contract.ts';

/** Holds if the command's exit status is one of these. */
export const exit = {
  name: 'exit',
  summary: 'The exit status is one of these, or not zero.',
  schema: OneOrMore(
    IntOr<'nonzero'>('nonzero', {
      description: 'An exit status, or `nonzero`.',
      examples: [0],
      minimum: 0,
      maximum: 255,
    }),
    {
      description: 'The exit status, a list of them, or `nonzero`.',
      examples: [0, [0, 2], 'nonzero'],
      default: 0,
    },
  ),
  examples: [0, [0, 2], 'nonzero'],
  subject: 'exit',
  judge(value, argument: readonly (number | 'nonzero')[]) {
    const holds = argument.some((one) =>
      one === 'nonzero' ? typeof value === 'number' && value !== 0 : one === value,
    );
    if (holds) return {holds};
    return {holds, expected: `exit status ${argument.join(' or ')}`, actual: `exit status ${String(value)}`};
  },
} satisfies ValueAssertion<readonly (number | 'nonzero')[]>;
