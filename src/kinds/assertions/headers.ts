import {MapOf, Text} from '../grammar/fragments.ts';
import type {ValueAssertion} from './contract.ts';
import {quoted} from './tail.ts';

/** Holds if each of these headers is there with this value; the case of names makes no difference. */
export const headers = {
  name: 'headers',
  summary: 'The response has these headers.',
  schema: MapOf(Text('value', {description: 'The whole value of the header.', examples: ['no-store']}), {
    description: 'Headers of the response with their values.',
    examples: [{'cache-control': 'no-store'}],
    keys: 'free',
  }),
  examples: [{'cache-control': 'no-store'}],
  subject: 'headers',
  judge(value, argument: Readonly<Record<string, string>>) {
    const actual = new Map(Object.entries(value ?? {}).map(([name, text]) => [name.toLowerCase(), String(text)]));
    for (const [name, text] of Object.entries(argument)) {
      const found = actual.get(name.toLowerCase());
      if (found === text) continue;
      const shown = found === undefined ? 'no such header' : quoted(found);
      return {holds: false, expected: `header ${name}: ${quoted(text)}`, actual: shown};
    }
    return {holds: true};
  },
} satisfies ValueAssertion<Readonly<Record<string, string>>>;
