import {Duration, ListOf, OneKeyOf, Short, Word} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import type {SecretKind} from './contract.ts';

/** Milliseconds after which a password manager that asks and asks is given up. */
const TIMEOUT = 30_000;

const schema = Short(
  OneKeyOf(
    ['script', 'argv'],
    {
      script: Type.Optional(
        Word({description: 'A script that prints it.', examples: ['vault read -field=token kv/shop']}),
      ),
      argv: Type.Optional(
        ListOf(Word({description: 'One argument.', examples: ['pass']}), {
          description: 'A program and its arguments, run without a shell.',
          examples: [['pass', 'show', 'shop/token']],
          minItems: 1,
        }),
      ),
      timeout: Type.Optional(Duration({description: 'How long it may take.', examples: ['10s'], default: '30s'})),
    },
    {
      description: 'A command that prints it; one last newline is not part of it. A text is a script.',
      examples: [['pass', 'show', 'shop/token'], 'vault read -field=token kv/shop'],
    },
  ),
  {text: 'script', list: 'argv'},
);

function commandText({script, argv = []}: Static<typeof schema>): string {
  return script ?? argv.join(' ');
}

/** A secret printed by a command, such as a password manager's or a vault's client. */
export const command = {
  kind: 'command',
  summary: 'Takes the secret from what a command prints, without one last newline.',
  schema,
  examples: ['command: [pass, show, shop/token]', 'command: {script: vault read -field=token kv/shop, timeout: 10s}'],
  mayAppear: false,
  async read({script, argv = [], timeout = TIMEOUT}, world) {
    const printed = await world.printed(script === undefined ? {argv, timeout} : {script, timeout});
    if (!printed.ok) return printed;
    const value = printed.value.replace(/\r?\n$/, '');
    return {ok: true, value: value === '' ? undefined : value};
  },
  from: (body) => `the command "${commandText(body)}"`,
  absent: (body) => `the command "${commandText(body)}" prints nothing`,
} satisfies SecretKind<Static<typeof schema>>;
