import {Closed, Short, Text} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {ChannelKind} from './contract.ts';
import {post} from './post.ts';

const schema = Short(
  Closed(
    {webhook: Text('url', {description: "The address of Slack's incoming webhook.", examples: ['{{secrets.slack}}']})},
    {description: 'Posts to Slack.', examples: [{webhook: '{{secrets.slack}}'}]},
  ),
  {text: 'webhook'},
);

/** Posts a message to Slack's incoming webhook. */
export const slack = {
  kind: 'slack',
  summary: "Posts the message to a channel of Slack, by Slack's incoming webhook.",
  schema,
  examples: ["slack: {webhook: '{{secrets.slack}}'}"],
  place: 'slack',
  async send({body, text, scope}, io) {
    const url = body.webhook.render(scope);
    return url.ok ? post({url: url.value, headers: {}, json: {text}}, io) : url;
  },
} satisfies ChannelKind<Static<typeof schema>>;
