import {ListOf, OneOf, SomeKeyOf, Word} from './fragments.ts';
import {type Static, Type} from './schema.ts';

const item = Type.Unsafe<string>({
  description:
    'Days with hours (`mon-thu 09:00-16:00`), `holidays US`, `day before ITEM`, a date or a range of dates, or `calendar FILE.ics`.',
  examples: ['mon-thu 09:00-16:00', 'holidays US', 'day before holidays US', '2026-12-24..2027-01-02'],
  type: 'string',
  'x-word': true,
  'x-window-item': true,
});

/** When something may run. */
export const window = SomeKeyOf(
  ['allow', 'avoid'],
  {
    allow: Type.Optional(
      ListOf(item, {
        description: 'When it may run; at any time if left out.',
        examples: [['mon-thu 09:00-16:00']],
        minItems: 1,
      }),
    ),
    avoid: Type.Optional(
      ListOf(item, {
        description: 'When it may not run; wins over `allow`.',
        examples: [['holidays US']],
        minItems: 1,
      }),
    ),
    outside: Type.Optional(
      OneOf(['refuse', 'wait'], {
        description: 'What happens outside: refused (the default of a file), or waited for (the default of a step).',
        examples: ['refuse'],
      }),
    ),
    because: Type.Optional(
      Word({description: 'Why, shown where it is refused.', examples: ['Deploy during low-traffic periods']}),
    ),
  },
  {
    description: 'When it may run; rolling back is always allowed.',
    examples: [{allow: ['mon-thu 09:00-16:00'], avoid: ['holidays US'], outside: 'refuse'}],
  },
);

/** What a window decodes to; its items are parsed by the calendar. */
export type WindowDecoded = Static<typeof window>;
