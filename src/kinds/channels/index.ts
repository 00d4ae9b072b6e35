import {OneKeyOf} from '../grammar/fragments.ts';
import {optionalSchemas} from '../grammar/optional-schemas.ts';
import type {Static} from '../grammar/schema.ts';
import {file} from './file.ts';
import {slack} from './slack.ts';
import {terminal} from './terminal.ts';
import {webhook} from './webhook.ts';

/** The only list of ways to tell people something. */
export const channelKinds = {terminal, file, webhook, slack} as const;

/** A channel of the file: exactly one of its kinds. */
export const channel = OneKeyOf(Object.keys(channelKinds), optionalSchemas(channelKinds), {
  description: 'A way to tell people something.',
  examples: [{file: 'deployments.log'}],
});

/** What a channel decodes to. */
export type ChannelDecoded = Static<typeof channel>;
