import {BOOL} from '../../expression/type.ts';
import {fields} from './field.ts';
import {Cel, Nested, Text, Word} from './fragments.ts';
import {groupKeys} from './group-keys.ts';
import {stepKeys} from './step-keys.ts';

/** What a probe may say beside its kind. */
export const probeKeys = {
  expect: stepKeys.expect,
  capture: stepKeys.capture,
  target: stepKeys.target,
  timeout: stepKeys.timeout,
};

/** The kinds of step that a probe may be. */
export const probeKinds = ['run', 'http', 'use'] as const;

/** The keys of an item of `branch` or `choose`; `steps` is required, and `title` in `choose`. */
export const armKeys = {
  title: Text('text', {
    description: 'What the item is about; in `choose` what a person reads.',
    examples: ['Rows are missing'],
  }),
  note: Text('markdown', {description: 'Markdown shown beside it.', examples: ['Look at the dashboard first.']}),
  if: Cel(BOOL, {
    description: 'When it is taken (`branch`) or offered (`choose`); without it, always.',
    examples: ['steps.rows.n > 1000000'],
  }),
  steps: Nested('steps', {description: 'What is done.', examples: [[{run: 'bin/restore'}]]}),
  outputs: groupKeys.outputs,
};

/** The keys of a definition below `blocks`; `steps` is required. */
export const blockKeys = {
  title: Word({description: 'What the block does.', examples: ['The service answers that it is healthy']}),
  inputs: fields('What a caller gives.'),
  steps: Nested('steps', {description: 'What is done.', examples: [[{http: '{{inputs.url}}/health'}]]}),
  outputs: groupKeys.outputs,
};
