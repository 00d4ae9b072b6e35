import {Closed, ListOf, Word} from './fragments.ts';

/** A link to something to read. */
const link = Closed(
  {
    title: Word({description: 'What the link leads to.', examples: ['Rollback procedures']}),
    url: Word({description: "Its address; a relative one counts from the runbook's file.", examples: ['rollback.md']}),
  },
  {description: 'A link to something to read.', examples: [{title: 'Rollback procedures', url: 'rollback.md'}]},
);

/** Links of the file or of a step. */
export const links = ListOf(link, {
  description: 'Further reading, shown beside it.',
  examples: [[{title: 'Rollback procedures', url: 'rollback.md'}]],
});
