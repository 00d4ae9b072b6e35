import {contextKeys} from './context-keys.ts';
import {fields} from './field.ts';
import {Closed, ListOf, MapOf, notYet, OneKeyOf, OneOf, Short, Text} from './fragments.ts';
import {NameOf} from './names.ts';
import {Type} from './schema.ts';

const {env, cwd, shell} = contextKeys;

/** A place where commands run. */
export const target = OneKeyOf(
  ['ssh', 'container', 'kubectl', 'exec'],
  {
    ssh: Type.Optional(Text('argument', {description: 'The host, as ssh knows it.', examples: ['deploy@web-1']})),
    container: Type.Optional(
      Text('argument', {description: 'The name of a running container.', examples: ['shop-db']}),
    ),
    kubectl: Type.Optional(
      Text('argument', {description: 'The pod or workload to execute in.', examples: ['deploy/shop']}),
    ),
    exec: Type.Optional(
      ListOf(Text('argument', {description: 'One argument.', examples: ['psql']}), {
        description: "A program that reads a step's text from its standard input.",
        examples: [['psql', '-XAt']],
        minItems: 1,
      }),
    ),
    language: Type.Optional(
      OneOf(['sh', 'sql', 'text'], {
        description: 'The language of its steps, which decides how values are put into them.',
        examples: ['sql'],
        default: 'sh',
      }),
    ),
    inputs: Type.Optional(fields('What must be given to use it.')),
    env: Type.Optional(env),
    cwd: Type.Optional(cwd),
    shell: Type.Optional(shell),
  },
  {description: 'A place where commands run.', examples: [{exec: ['psql', '-XAt'], language: 'sql'}]},
);

/** The places of a file. */
export const targets = notYet(
  MapOf(target, {
    description: 'Places where commands run, beside this machine.',
    examples: [{db: {exec: ['psql', '-XAt']}}],
  }),
);

/** Where a step's commands run. */
export const targetUse = Short(
  Closed(
    {
      name: NameOf('targets', 'The name of a target, or `local`.', 'db'),
      with: Type.Optional(
        MapOf(Text('value', {description: 'The value of one of its inputs.', examples: ['{{host}}']}), {
          description: 'The inputs of the target.',
          examples: [{host: '{{host}}'}],
        }),
      ),
    },
    {
      description: 'Where its commands run; inherited from groups.',
      examples: ['local', {name: 'web', with: {host: '{{host}}'}}],
    },
  ),
  {text: 'name'},
);
