import {IntOr, OneOrMore} from '../grammar/fragments.ts';
import type {ValueAssertion} from './contract.ts';

/** Holds if the HTTP status is one of these. */
export const status = {
  name: 'status',
  summary: 'The HTTP status is one of these, or of this class.',
  schema: OneOrMore(
    IntOr('[1-5]xx', {
      description: 'An HTTP status, or a class such as `2xx`.',
      examples: [200],
      minimum: 100,
      maximum: 599,
    }),
    {
      description: 'The HTTP status, a list of them, or a class such as `2xx`.',
      examples: [200, [200, 404], '2xx'],
      default: '2xx',
    },
  ),
  examples: [200, [200, 404], '2xx'],
  subject: 'status',
  judge(value, argument: readonly (number | string)[]) {
    const holds = argument.some((one) =>
      typeof one === 'number' ? one === value : `${String(value).slice(0, 1)}xx` === one,
    );
    if (holds) return {holds};
    return {holds, expected: `status ${argument.join(' or ')}`, actual: `status ${String(value)}`};
  },
} satisfies ValueAssertion<readonly (number | string)[]>;
