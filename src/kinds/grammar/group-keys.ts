import {BOOL} from '../../expression/type.ts';
import {Bool, Cel, Closed, Int, IntOr, ListOrCel, MapOf, Nested, Recorded, Text} from './fragments.ts';
import {Id} from './names.ts';
import {Type} from './schema.ts';

const foreach = Closed(
  {
    as: Id('The name of the item inside.', 'share'),
    in: ListOrCel(Recorded(Text('value', {description: 'One item.', examples: ['0.1']})), {
      description: 'The items: written out, or a decision that gives a list or map.',
      examples: [['0.1', '0.5', '1.0'], 'steps.hosts.names'],
    }),
    batch: Type.Optional(
      IntOr<`${number}%`>('[1-9][0-9]?%|100%', {
        description: 'How many items a batch has, or which share.',
        examples: [2, '25%'],
        minimum: 1,
      }),
    ),
    max_failures: Type.Optional(
      Int({description: 'How many items may fail before no further begins.', examples: [1], default: 0, minimum: 0}),
    ),
    between: Type.Optional(Nested('steps', {description: 'Steps between batches.', examples: [[{wait: '30m'}]]})),
  },
  {description: 'Runs the steps once for each item.', examples: [{as: 'share', in: ['0.1', '0.5', '1.0']}]},
);

const state = (description: string, names: 'before' | 'pass') =>
  MapOf(Cel(undefined, {description: 'One value of the state.', examples: ['0'], names}), {
    description,
    examples: [{offset: '0'}],
  });

const repeat = Closed(
  {
    as: Type.Optional(Id('The name of the state inside.', 'move')),
    start: Type.Optional(state('The state before the first pass.', 'before')),
    while: Type.Optional(
      Cel(BOOL, {
        description: 'Asked before each pass: false ends it.',
        examples: ['move.offset < 100'],
        names: 'loop',
      }),
    ),
    next: Type.Optional(state('The state of the next pass.', 'pass')),
    until: Type.Optional(
      Cel(BOOL, {description: 'Asked after each pass: true ends it.', examples: ['steps.status.done'], names: 'pass'}),
    ),
    max: Int({description: 'The most passes there may be; one more is a failure.', examples: [500], minimum: 1}),
  },
  {description: 'Runs the steps again and again.', examples: [{until: 'steps.status.done', max: 10}]},
);

const remedies = Closed(
  {
    probe: Nested('probe', {
      description: 'Is it well? Asked first and after each step.',
      examples: [{http: 'https://example.com/health'}],
    }),
  },
  {
    description: 'Runs the steps one by one until the probe says that it is well.',
    examples: [{probe: {http: 'https://example.com/health'}}],
  },
);

/** The keys of groups only, beside the keys of every step; each is optional, `steps` is the kind's own key. */
export const groupKeys = {
  steps: Nested('steps', {description: 'The steps of the group, in order.', examples: [[{run: 'make'}]]}),
  parallel: IntOr<'all'>('all', {
    description: 'How many steps or items run at once.',
    examples: ['all', 3],
    default: 1,
    minimum: 1,
  }),
  fail_fast: Bool({description: 'With `parallel`: a failure ends the others.', examples: [true], default: false}),
  foreach,
  repeat,
  remedies,
  rescue: Nested('steps', {
    description: 'Steps for when a member has failed for good; they see `failure`, and the group is then rescued.',
    examples: [[{run: 'bin/maintenance on'}]],
  }),
  always: Nested('steps', {
    description: 'Steps run in any case, also when it is stopped.',
    examples: [[{run: 'bin/cleanup'}]],
  }),
  outputs: MapOf(Cel(undefined, {description: 'One value.', examples: ['steps.build.version'], names: 'inside'}), {
    description: 'What leaves a loop, block, file, or an item of branch or choose.',
    examples: [{version: 'steps.build.version'}],
  }),
};
