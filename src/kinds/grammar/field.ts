import {BOOL} from '../../expression/type.ts';
import {Bool, Cel, Closed, ListOrCel, MapOf, OneOf, Plain, RegExp2, Text, Word} from './fragments.ts';
import {type Static, Type} from './schema.ts';

/** The types that a field may name. */
const fieldTypes = [
  'string',
  'int',
  'number',
  'bool',
  'duration',
  'time',
  'date',
  'url',
  'path',
  'choice',
  'list',
  'map',
] as const;

/** The types that the items of a list, or the values of a map, may have: who gives them cannot choose each. */
const itemTypes = fieldTypes.filter((type) => type !== 'choice');

const number = {type: 'number'} as const;

/** Something a person or caller gives: inputs, `ask`, `manual` and the inputs of blocks. */
const field = Closed(
  {
    type: Type.Optional(
      OneOf(fieldTypes, {
        description: 'The type of the value; a string if left out.',
        examples: ['url'],
        default: 'string',
      }),
    ),
    of: Type.Optional(
      OneOf(itemTypes, {
        description: 'The type of each item of a list (a string if left out), or of each value of a map (anything).',
        examples: ['string'],
      }),
    ),
    title: Type.Optional(Word({description: 'What the person reads.', examples: ['The version to deploy']})),
    description: Type.Optional(
      Word({description: 'What it is for, in help and below the question.', examples: ['Where production answers']}),
    ),
    default: Type.Optional(
      Plain({description: 'The value where none is given.', examples: ['https://api.example.com']}),
    ),
    optional: Type.Optional(Bool({description: 'Whether it may be left out.', examples: [true], default: false})),
    pattern: Type.Optional(
      RegExp2({description: 'An RE2 pattern that the value must match.', examples: ['^v[0-9]+$']}),
    ),
    min: Type.Optional(
      Type.Unsafe<number>({
        ...number,
        description: 'The least number, or the least length of a text or list.',
        examples: [1],
      }),
    ),
    max: Type.Optional(
      Type.Unsafe<number>({
        ...number,
        description: 'The greatest number, or the greatest length of a text or list.',
        examples: [10],
      }),
    ),
    options: Type.Optional(
      ListOrCel(Word({description: 'One choice.', examples: ['production']}), {
        minItems: 1,
        description: 'The choices: written out, or a decision that gives a list.',
        examples: [['production', 'staging'], 'steps.recent.deployments'],
      }),
    ),
    show: Type.Optional(
      Text('text', {
        description: 'How a choice is shown; `item` is the choice.',
        examples: ['{{item.ID}}'],
        names: 'item',
      }),
    ),
    prefer: Type.Optional(
      Cel(BOOL, {
        description: 'Which choice is preferred; `item` is the choice.',
        examples: ['item.ID == steps.current.deployment'],
        names: 'item',
      }),
    ),
    env: Type.Optional(
      Word({
        description: 'The environment variable it may come from.',
        examples: ['DEPLOY_VERSION'],
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      }),
    ),
  },
  {description: 'A value that somebody gives.', examples: [{type: 'url', description: 'Where production answers'}]},
);

/** What a field decodes to. */
export type FieldDecoded = Static<typeof field>;

/** Fields by name. */
export function fields(description: string) {
  return MapOf(field, {description, examples: [{version: {type: 'string', description: 'The version to deploy'}}]});
}
