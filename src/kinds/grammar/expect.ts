import {outputAssertions, textAssertions, valueAssertions} from '../assertions/index.ts';
import {conditions} from './conditions.ts';
import {Closed} from './fragments.ts';
import {optionalSchemas} from './optional-schemas.ts';
import {type Static, Type} from './schema.ts';

/** The streams a text may be expected of; `output` is both in the order they came. */
export const streams = ['stdout', 'stderr', 'output'] as const;

/** A stream of a command. */
export type Stream = (typeof streams)[number];

const match = (description: string) =>
  Closed(optionalSchemas(textAssertions), {
    description,
    examples: [{contains: 'Build completed'}],
    minProperties: 1,
  });

/** How a step is known to have worked; derived from the registries of assertions. */
export const expect = Closed(
  {
    ...optionalSchemas(valueAssertions),
    ...optionalSchemas(outputAssertions),
    stdout: Type.Optional(match('What its standard output is.')),
    stderr: Type.Optional(match('What its standard error is.')),
    output: Type.Optional(match('What its standard output and error are together.')),
    that: Type.Optional(conditions({description: 'Decisions over the result that must be true.', names: 'result'})),
  },
  {
    description: 'How it is known to have worked; an attempt includes it.',
    examples: [{stdout: {contains: 'Build completed'}}, {status: 200, json: {status: 'healthy'}}],
    minProperties: 1,
  },
);

/** What `expect` decodes to. */
export type Expect = Static<typeof expect>;

/** What a match of one stream decodes to. */
export type Match = NonNullable<Expect['stdout']>;
