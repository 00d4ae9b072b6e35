import {Closed, MapOf, Short, Text} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import {renderedTexts} from '../rendered.ts';
import type {ChannelKind} from './contract.ts';
import {post} from './post.ts';

const schema = Short(
  Closed(
    {
      url: Text('url', {description: 'Where the message is posted.', examples: ['{{secrets.hook}}']}),
      headers: Type.Optional(
        MapOf(Text('header', {description: 'The value of the header.', examples: ['Bearer {{secrets.token}}']}), {
          description: 'Further headers.',
          examples: [{Authorization: 'Bearer {{secrets.token}}'}],
          keys: 'free',
        }),
      ),
    },
    {description: 'Posts `{"text": …}` as JSON.', examples: ['{{secrets.hook}}', {url: '{{secrets.hook}}'}]},
  ),
  {text: 'url'},
);

/** Posts a message as JSON. */
export const webhook = {
  kind: 'webhook',
  summary: 'Posts the message as JSON, `{"text": …}`, to a URL.',
  schema,
  examples: ["webhook: '{{secrets.hook}}'"],
  place: 'value',
  async send({body, text, scope}, io) {
    const url = body.url.render(scope);
    const headers = renderedTexts(body.headers ?? {}, scope);
    if (!url.ok) return url;
    if (!headers.ok) return headers;
    return post({url: url.value, headers: headers.value, json: {text}}, io);
  },
} satisfies ChannelKind<Static<typeof schema>>;
