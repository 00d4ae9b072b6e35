import {ok} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import {Cel, MapOf} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {DecidingKind} from './contract.ts';

const schema = MapOf(Cel(undefined, {description: 'A decision that gives the value.', examples: ['now']}), {
  description: 'New values, read as `steps.<id>.<name>`.',
  examples: [{name: 'now.format("%Y%m%d-%H%M%S")'}],
});

/** What `set` decodes to. */
export type SetBody = Static<typeof schema>;

/** Gives names to new values. */
export const set = {
  kind: 'set',
  sort: 'decides',
  summary: 'Computes new values, once.',
  schema,
  examples: ['set: {name: now.format("%Y%m%d-%H%M%S")}'],
  captures: (body) => Object.fromEntries(Object.entries(body).map(([name, value]) => [name, value.type])),
  decide(body, scope) {
    const captured: Record<string, Value> = {};
    for (const [name, expression] of Object.entries(body)) {
      const value = expression.evaluate(scope);
      if (!value.ok) return value;
      captured[name] = value.value;
    }
    return ok({captured});
  },
  describe: (body) =>
    ok(
      Object.entries(body)
        .map(([name, value]) => `${name} = ${value.source}`)
        .join('\n'),
    ),
} satisfies DecidingKind<SetBody>;
