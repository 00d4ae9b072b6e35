import {Bool, OneKeyOf} from '../grammar/fragments.ts';
import {optionalSchemas} from '../grammar/optional-schemas.ts';
import {type Static, Type} from '../grammar/schema.ts';
import {command} from './command.ts';
import {env} from './env.ts';
import {file} from './file.ts';
import {prompt} from './prompt.ts';

/** The only list of places where a secret is had from. */
export const secretKinds = {env, file, command, prompt} as const;

/** A secret of the file: exactly one source, and whether it may be missing. */
export const secret = OneKeyOf(
  Object.keys(secretKinds),
  {
    ...optionalSchemas(secretKinds),
    optional: Type.Optional(
      Bool({
        description: 'Whether it may be missing; a channel that needs it is then off.',
        examples: [true],
        default: false,
      }),
    ),
  },
  {
    description: 'A text that is never shown, recorded or put into an argument list.',
    examples: [{env: 'SLACK_WEBHOOK_URL'}],
  },
);

/** What a secret decodes to. */
export type SecretDecoded = Static<typeof secret>;
