import type {Scope} from '../../expression/scope.ts';
import {Closed, Json, ListOf, MapOf, notYet, Text} from '../grammar/fragments.ts';
import {type Static, Type} from '../grammar/schema.ts';
import {outlined, outlinedJson} from '../rendered.ts';
import type {StructuralKind} from './contract.ts';

const replacement = Closed(
  {
    text: Text('value', {description: 'The text that stands there, once.', examples: ['replicas: 2']}),
    with: Text('value', {description: 'What takes its place.', examples: ['replicas: 4']}),
  },
  {description: 'A text and what takes its place.', examples: [{text: 'replicas: 2', with: 'replicas: 4'}]},
);

const schema = notYet(
  Closed(
    {
      file: Text('path', {description: 'The file.', examples: ['config/app.yaml']}),
      values: Type.Optional(
        MapOf(Json({description: 'The new value.', examples: [4]}), {
          description: 'New values by JSON pointer.',
          examples: [{'/spec/replicas': 4}],
          keys: 'free',
        }),
      ),
      replace: Type.Optional(
        ListOf(replacement, {
          description: 'Texts and what takes their place.',
          examples: [[{text: 'replicas: 2', with: 'replicas: 4'}]],
        }),
      ),
    },
    {
      description: 'Edit a file: the difference is shown, and the undo comes by itself.',
      examples: [{file: 'config/app.yaml', values: {'/spec/replicas': 4}}],
    },
  ),
);

/** What `edit` decodes to. */
export type EditBody = Static<typeof schema>;

/** What it would change, for a plan. */
export function editOutline({file, values = {}, replace = []}: EditBody, scope: Scope): string {
  return [
    `edit ${outlined(file, scope)}`,
    ...Object.entries(values).map(([pointer, value]) => `${pointer} = ${JSON.stringify(outlinedJson(value, scope))}`),
    ...replace.map((each) => `"${outlined(each.text, scope)}" becomes "${outlined(each.with, scope)}"`),
  ].join('\n');
}

/** Edits a file; checked now, executed by a later version. */
export const edit: StructuralKind = {
  kind: 'edit',
  sort: 'structures',
  summary: 'Edits a file and shows the difference; not executed yet.',
  schema,
  examples: ['edit: {file: config/app.yaml, values: {/spec/replicas: 4}}'],
};
