import {ok} from '../../base/result.ts';
import {Closed, OneOf, Text} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import {outlined} from '../rendered.ts';
import type {DecidingKind} from './contract.ts';

const schema = Closed(
  {
    as: OneOf(['succeeded', 'failed', 'stopped'], {description: 'How the run ends.', examples: ['succeeded']}),
    because: Text('text', {description: 'Why it ends here.', examples: ['There is nothing to deploy']}),
  },
  {description: 'Ends the run here.', examples: [{as: 'succeeded', because: 'There is nothing to deploy'}]},
);

/** What `end` decodes to. */
export type EndBody = Static<typeof schema>;

/** Ends the run. */
export const end = {
  kind: 'end',
  sort: 'decides',
  summary: 'Ends the run here, as succeeded, failed or stopped.',
  schema,
  examples: ['end: {as: succeeded, because: There is nothing to deploy}'],
  captures: () => ({}),
  decide(body, scope) {
    const because = body.because.render(scope);
    return because.ok ? ok({captured: {}, end: {as: body.as, because: because.value}}) : because;
  },
  describe(body, scope) {
    const because = body.because.render(scope);
    return because.ok ? ok(`end as ${body.as}: ${because.value}`) : because;
  },
  outline: (body, scope) => `end as ${body.as}: ${outlined(body.because, scope)}`,
} satisfies DecidingKind<EndBody>;
