import {BOOL} from '../../expression/type.ts';
import {contextKeys} from './context-keys.ts';
import {expect} from './expect.ts';
import {
  Bool,
  Cel,
  Closed,
  Duration,
  DurationRange,
  ListOf,
  MapOf,
  Nested,
  NestedOr,
  notYet,
  OneOf,
  RegExp2,
  Short,
  Text,
  Word,
  WordOrMap,
} from './fragments.ts';
import {hints} from './hint.ts';
import {links} from './link.ts';
import {Id, NameOf} from './names.ts';
import {retry} from './retry.ts';
import {Type} from './schema.ts';
import {updates} from './sending.ts';
import {targetUse} from './target.ts';
import {window} from './window.ts';

/** What happens when a step has failed for good. */
export const onFailure = WordOrMap(
  ['ask', 'stop', 'rollback'],
  Closed(
    {continue: Word({description: 'Why its failure is acceptable.', examples: ['The cache fills itself again']})},
    {description: 'Go on, and say why.'},
  ),
  {
    description: 'What happens when it has failed for good; the nearest outward wins.',
    examples: ['rollback', {continue: 'The cache fills itself again'}],
    default: 'ask',
  },
);

const shown = {
  id: Id('The name by which other steps refer to it.', 'build'),
  title: Text('text', {description: 'What the operator reads.', examples: ['Run the unit tests']}),
  goal: Text('text', {description: 'Why it is done.', examples: ['Ensure the deployment was successful']}),
  note: Text('markdown', {description: 'Markdown shown beside it.', examples: ['Expected is that all tests pass.']}),
  links,
  estimate: DurationRange({
    description: 'How long it should take; over it the step is overdue, which warns and never kills.',
    examples: ['5m', '10m-15m'],
  }),
  role: notYet(NameOf('roles', 'Who should do it.', 'release_manager')),
};

const gates = {
  if: Cel(BOOL, {description: 'Skipped where this is false.', examples: ['inputs.flag != null'], default: 'true'}),
  ask_if: Text('text', {
    description: 'A question for a person; the answer *no* skips the step.',
    examples: ['Does the status page need an update?'],
  }),
  window,
  danger: Short(
    Closed(
      {
        text: Text('text', {description: 'What is dangerous about it.', examples: ['Jobs in the queue are lost']}),
        type: Type.Optional(
          Text('text', {description: 'The text that must be typed.', examples: ['{{inputs.database}}']}),
        ),
      },
      {
        description: 'What is dangerous about it; shown and confirmed first.',
        examples: ['Jobs in the queue are lost', {text: 'Drops the database', type: '{{inputs.database}}'}],
      },
    ),
    {text: 'text'},
  ),
};

const attempts = {
  timeout: Duration({description: 'How long one attempt may take; a group is killed whole.', examples: ['10m']}),
  retry,
  expect,
  capture: MapOf(
    Cel(undefined, {description: 'One value of the result.', examples: ['stdout.trim()'], names: 'result'}),
    {
      description: 'Values of the result, by name.',
      examples: [{name: 'stdout.trim()'}],
    },
  ),
  sensitive: ListOf(Word({description: 'The name of a capture.', examples: ['token']}), {
    description: 'Captures that are masked like secrets.',
    examples: [['token']],
  }),
};

const failures = {
  on_failure: onFailure,
  on_crash: OneOf(['ask', 'repeat'], {
    description:
      'What happens after a crash when nothing is known about it. With nobody to ask the run stops, whatever `on_failure` says.',
    examples: ['repeat'],
    default: 'ask',
  }),
  hints,
  noise: ListOf(RegExp2({description: 'An RE2 pattern.', examples: ['newer than this member']}), {
    description: 'Lines of the output that are dimmed; never changes a verdict.',
    examples: [['newer than this member']],
  }),
};

const effects = {
  read_only: Bool({
    description: 'Whether it changes nothing: it may then be repeated and needs no undo; inherited.',
    examples: [true],
    default: false,
  }),
  probe: Nested('probe', {
    description: 'Is the effect in place? Asked after a crash, a failure and before undo, which a no makes needless.',
    examples: ['git rev-parse -q --verify refs/tags/v1', {run: 'railway status', expect: {stdout: {contains: 'live'}}}],
  }),
  undo: NestedOr(
    'action',
    {
      key: 'none',
      alternative: Closed(
        {none: Word({description: 'Why there is nothing to take back.', examples: ['One backup more does no harm']})},
        {description: 'There is nothing to take back.', examples: [{none: 'One backup more does no harm'}]},
      ),
    },
    {
      description: "How it is taken back; on a group, instead of its members' own.",
      examples: ['git tag --delete v1', {none: 'One backup more does no harm'}],
    },
  ),
  irreversible: Text('text', {
    description: 'Why it cannot be taken back; rollback stops here.',
    examples: ['The mails are sent'],
  }),
  temporary: OneOf(['group', 'run', 'released'], {
    description:
      'When it is undone on success, too: at the end of its group, of the run, or when a person releases it.',
    examples: ['run'],
  }),
  updates,
};

/** Every key of every step, groups included; each is optional. */
export const stepKeys = {...shown, ...gates, ...attempts, ...failures, ...effects, target: targetUse, ...contextKeys};
