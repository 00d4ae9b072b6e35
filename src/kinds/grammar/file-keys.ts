import {channel} from '../channels/index.ts';
import {lockKinds} from '../locks/index.ts';
import {secret} from '../secrets/index.ts';
import {contextKeys} from './context-keys.ts';
import {fields} from './field.ts';
import {
  AllOptional,
  Cel,
  Closed,
  Duration,
  Int,
  ListOf,
  MapOf,
  Nested,
  notYet,
  OneOf,
  OneOrMore,
  Plain,
  Recorded,
  Short,
  Text,
  Word,
} from './fragments.ts';
import {links} from './link.ts';
import {monitor} from './monitor.ts';
import {Id, NameOf} from './names.ts';
import {blockKeys} from './nested-keys.ts';
import {optionalSchemas} from './optional-schemas.ts';
import {retry} from './retry.ts';
import {rollback} from './rollback.ts';
import {type Static, Type} from './schema.ts';
import {eventSending} from './sending.ts';
import {onFailure, stepKeys} from './step-keys.ts';
import {targets, targetUse} from './target.ts';
import {window} from './window.ts';

/** The moments of a run that people can be told of. */
export const notifyEvents = [
  'started',
  'succeeded',
  'failed',
  'stopped',
  'rolling_back',
  'rolled_back',
  'waiting',
  'overdue',
  'breached',
  'blind',
  'followup_due',
] as const;

/** The keys of the file that must be given. */
export const requiredFileKeys = ['runbook', 'title', 'steps'] as const;

const about = {
  runbook: Word({
    description: 'The name of the runbook: that of its file without `.yaml`.',
    examples: ['production-deploy'],
    pattern: '^[a-z][a-z0-9_-]*$',
  }),
  title: Word({description: 'What it is, in one line.', examples: ['Production deployment']}),
  language: Int({description: 'The version of the grammar.', examples: [1], default: 1, minimum: 1}),
  summary: Word({
    description: 'Markdown: what it does and how one knows that it is over.',
    examples: ['Deploys the current main branch to production.'],
  }),
  severity: OneOf(['P1', 'P2', 'P3', 'P4', 'P5'], {description: 'How severe its occasion is.', examples: ['P3']}),
  owner: Word({description: 'Who answers for it.', examples: ['Platform Team']}),
  estimate: stepKeys.estimate,
  reviewed: Word({
    description: 'The date of the last review.',
    examples: ['2026-01-31'],
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  }),
  timezone: Type.Unsafe<string>({
    description: 'The IANA time zone of windows, clock times and dates in texts.',
    examples: ['America/New_York'],
    default: 'UTC',
    type: 'string',
    'x-word': true,
    'x-timezone': true,
  }),
  slo: Closed(
    {
      title: Type.Optional(Word({description: 'What is promised.', examples: ['Deployment success rate']})),
      objective: Word({
        description: 'The share of runs that end well.',
        examples: ['95%'],
        pattern: '^(?:100(?:\\.0+)?|\\d{1,2}(?:\\.\\d+)?)%$',
      }),
      over: Type.Optional(Duration({description: 'The time over which it counts.', examples: ['90d']})),
    },
    {
      description: 'The share of runs that should end well.',
      examples: [{title: 'Deployment success rate', objective: '95%', over: '90d'}],
    },
  ),
  use_when: ListOf(Word({description: 'A symptom or occasion.', examples: ['A scheduled release window opens']}), {
    description: 'Symptoms and occasions for which it is meant.',
    examples: [['A scheduled release window opens']],
  }),
  links,
  dashboards: ListOf(links.items, {
    description: 'Dashboards to keep open.',
    examples: [[{title: 'Errors', url: 'https://dashboards.example.com/errors'}]],
  }),
};

const given = {
  inputs: fields('What is given by flag, prompt or caller; never changes.'),
  outputs: MapOf(Cel(undefined, {description: 'One value.', examples: ['steps.build.version'], names: 'inside'}), {
    description: 'What a runbook that uses this one gets.',
    examples: [{version: 'steps.build.version'}],
  }),
  vars: MapOf(Plain({description: 'A constant; its texts may use inputs.', examples: ['https://{{inputs.host}}']}), {
    description: 'Constants, read as `vars.name`.',
    examples: [{url: 'https://{{inputs.host}}'}],
  }),
  variants: Closed(
    {
      select: Id('The choice input that selects.', 'environment'),
      values: MapOf(
        MapOf(Plain({description: 'A constant; its texts may use inputs.', examples: ['eu-1']}), {
          description: 'The constants of one option; every option has the same names and types.',
          examples: [{zone: 'eu-1'}],
        }),
        {description: 'The constants of each option.', examples: [{production: {zone: 'eu-1'}}], keys: 'free'},
      ),
    },
    {
      description: 'Constants that depend on an input, read as `vars.name`.',
      examples: [{select: 'environment', values: {production: {zone: 'eu-1'}, staging: {zone: 'eu-2'}}}],
    },
  ),
  secrets: MapOf(secret, {
    description: 'Texts that are never shown, recorded or put into an argument list.',
    examples: [{slack: {env: 'SLACK_WEBHOOK_URL', optional: true}}],
  }),
  roles: MapOf(
    Short(
      Closed(
        {
          text: Word({description: 'What the role does.', examples: ['Leads the release']}),
          members: Type.Optional(
            ListOf(Word({description: 'A user name.', examples: ['alice']}), {
              description: 'Who has the role, so that approvals can be checked.',
              examples: [['alice', 'bob']],
            }),
          ),
        },
        {description: 'Somebody with a part in the run.', examples: ['Leads the release']},
      ),
      {text: 'text'},
    ),
    {description: 'The people a run needs.', examples: [{release_manager: 'Leads the release'}]},
  ),
  targets,
  blocks: MapOf(
    Closed(
      {
        title: Type.Optional(blockKeys.title),
        inputs: Type.Optional(blockKeys.inputs),
        steps: blockKeys.steps,
        outputs: Type.Optional(blockKeys.outputs),
      },
      {description: 'A closed group that steps call by `use`.', examples: [{steps: [{run: 'bin/healthy'}]}]},
    ),
    {description: 'Closed groups that steps call by `use`.', examples: [{healthy: {steps: [{run: 'bin/healthy'}]}}]},
  ),
};

const around = {
  window,
  lock: Short(
    Closed(
      {
        name: Recorded(Text('value', {description: 'What only one run at a time may hold.', examples: ['production']})),
        held: Type.Optional(
          OneOf(['refuse', 'wait'], {
            description: 'What happens while another run holds it.',
            examples: ['wait'],
            default: 'refuse',
          }),
        ),
        ...optionalSchemas(lockKinds),
        expires: Type.Optional(
          Duration({
            description:
              'How long a lock across machines must be seen without a word of its engine to be free, 1m at least; else never.',
            examples: ['1h'],
          }),
        ),
      },
      {
        description: 'One run at a time: of those that one state folder keeps, with `git` or `folder` of a team.',
        examples: ['production', {name: '{{inputs.environment}}', held: 'wait', git: 'origin'}],
      },
    ),
    {text: 'name'},
  ),
  channels: MapOf(channel, {
    description: 'Ways to tell people something.',
    examples: [{log: {file: 'deployments.log'}}],
  }),
  messages: MapOf(
    Text('text', {
      description: 'A message; checked at every place that sends it.',
      examples: ['Deployed {{steps.version.name}}'],
      names: 'none',
    }),
    {description: 'Messages that are sent by name.', examples: [{completed: 'Deployed {{steps.version.name}}'}]},
  ),
  notify: Closed(notifyKeys(), {
    description: 'What is sent to whom at which moment of the run.',
    examples: [{succeeded: {send: 'completed', to: ['team']}}],
  }),
  monitors: MapOf(monitor, {
    description: 'What is watched beside the steps.',
    examples: [{errors: {probe: 'bin/count-errors', value: 'int(stdout)', breach: 'value > 5', during: ['deploy']}}],
  }),
  defaults: AllOptional(
    {target: targetUse, ...contextKeys, timeout: stepKeys.timeout, retry, on_failure: onFailure},
    {description: 'What holds for every step that does not say otherwise.', examples: [{timeout: '5m'}]},
  ),
  rollback,
  followups: ListOf(
    Closed(
      {
        title: Word({description: 'What is to be done.', examples: ['Monitor error rates']}),
        due: Duration({description: 'How long after the end of the run.', examples: ['24h'], zero: true}),
        role: Type.Optional(notYet(NameOf('roles', 'Who should do it.', 'release_manager'))),
      },
      {description: 'Something that remains to be done.', examples: [{title: 'Monitor error rates', due: '30m'}]},
    ),
    {description: 'What remains to be done after the run.', examples: [[{title: 'Monitor error rates', due: '30m'}]]},
  ),
};

const steps = Nested('steps', {description: 'What is done, in order.', examples: [[{run: 'make test'}]]});

/** Every key of the file. `requiredFileKeys` says which must be given. */
export const fileKeys = {...about, ...given, ...around, steps};

/** The keys of the file as one closed map; all optional here, so that a missing one is told apart by its own message. */
const fileShape = AllOptional(fileKeys, {description: 'A runbook.'});

/** What the keys of a file decode to. */
export type FileDecoded = Static<typeof fileShape>;

function notifyKeys() {
  const one = (event: string) =>
    Type.Optional(
      OneOrMore(eventSending, {
        description: `What is sent when the run or a step is: ${event.replace('_', ' ')}.`,
        examples: [{send: 'completed', to: ['team']}],
      }),
    );
  return Object.fromEntries(notifyEvents.map((event) => [event, one(event)])) as Record<
    (typeof notifyEvents)[number],
    ReturnType<typeof one>
  >;
}
