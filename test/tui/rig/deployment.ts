import {defPath, effectKey, stepPath} from '../../../src/base/ids.ts';
import type {Ask} from '../../../src/events/effect.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import type {Block} from '../../../src/model/block.ts';
import type {Monitor, Runbook} from '../../../src/model/runbook.ts';
import type {Template} from '../../../src/template/template.ts';

type Entered = Extract<RunEvent, {readonly event: 'entered'}>;
type Left = Extract<RunEvent, {readonly event: 'left'}>;

/** A deployment as the checker would give it, as far as a screen reads it. */
export const deployment: Runbook = {
  name: 'deploy.yaml',
  title: 'Production deployment',
  severity: 'P3',
  owner: 'Platform Team',
  estimate: {low: 15 * 60_000, high: 30 * 60_000},
  inputs: [],
  vars: {},
  blocks: new Map(),
  dashboards: [{title: 'Error rate monitor', url: 'https://dashboards.example.com/errors'}],
  monitors: {
    errors: monitor('errors', {
      title: text('Errors (in the last 100 log lines)'),
      hints: [{text: text('Look at the release notes')}],
    }),
    response_time: monitor('response_time', {title: text('Response time')}),
    memory: monitor('memory', {title: text('Memory usage anomalies'), manual: text('Watch the dashboard')}),
  },
  rollback: {possible: true, within: 30 * 60_000, after: defPath('/deploy')},
  followups: [{title: 'Monitor error rates', due: 30 * 60_000}],
  root: {
    steps: [
      block('/prerequisites', {title: text('Prerequisites')}),
      block('/deploy', {
        title: text('Deploy to production'),
        goal: text('Deploy the new version with zero downtime'),
        estimate: {low: 15 * 60_000, high: 15 * 60_000},
      }),
      block('/health', {title: text('Health verification')}),
      block('/smoke', {title: text('Smoke tests')}),
    ],
  },
  defs: new Map(
    [
      block('/deploy', {
        goal: text('Deploy the new version with zero downtime'),
        estimate: {low: 15 * 60_000, high: 15 * 60_000},
      }),
      block('/both', {type: 'parallel'}),
      block('/deploy/up', {
        hints: [{text: text('Check the Railway build logs')}, {text: text('Review the Dockerfile changes')}],
      }),
      block('/deploy/follow', {
        type: 'act',
        kind: 'run',
        body: {},
        expect: {
          sequence: ['Build started', 'Build completed', 'Deployment started', 'Health check passed'].map((title) => ({
            text: text(title),
          })),
        },
      }),
      block('/prerequisites', {type: 'ask', note: text('Everything has to be true'), expires: 15 * 60_000}),
    ].map((each) => [each.def, each]),
  ),
} as unknown as Runbook;

/** How its run begins. */
export const started: Extract<RunEvent, {readonly event: 'run-started'}> = {
  event: 'run-started',
  run: '7f3kq2mzt5ab',
  runbook: 'deploy.yaml',
  title: 'Production deployment',
  hash: '',
  inputs: {},
  by: 'ada',
  cwd: '/srv/app',
  timezone: 'UTC',
  attended: true,
};

/** A text without values. */
export function text(words: string): Template {
  return {source: words, render: () => ({ok: true, value: words})} as unknown as Template;
}

/** A step that begins; its parent is what its path says. */
export function entered(path: string, title: string, more: Partial<Entered> = {}): RunEvent {
  const parent = path === '/' ? '/' : path.slice(0, path.lastIndexOf('/')) || '/';
  return {
    event: 'entered',
    path: stepPath(path),
    def: defPath(path),
    parent: stepPath(parent),
    n: 0,
    type: 'act',
    title,
    ...more,
  };
}

/** A step that is over. */
export function left(path: string, outcome: Left['outcome'] = 'succeeded', more: Partial<Left> = {}): RunEvent {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  return {event: 'left', path: stepPath(path), parent: stepPath(parent), outcome, ...more};
}

/** A command that is to run; its key is the path with the attempt. */
export function acting(path: string, attempt = 1): RunEvent {
  return {
    event: 'intended',
    effect: {
      do: 'act',
      what: 'work',
      key: effectKey(`${path} #${attempt}`),
      path: stepPath(path),
      def: defPath(path),
      attempt,
    },
  };
}

/** A question to a person. */
export function asking(path: string, ask: Partial<Ask> & Pick<Ask, 'what'>): RunEvent {
  return {
    event: 'intended',
    effect: {do: 'ask', key: effectKey(`${path} ?`), path: stepPath(path), text: '', ...ask},
  };
}

/** An answer to it. */
export function answered(path: string, value: string, by = 'ada'): RunEvent {
  return {event: 'answered', key: effectKey(`${path} ?`), value, by, via: by === 'ada' ? 'terminal' : 'runbook answer'};
}

function block(def: string, more: object): Block {
  return {
    type: 'sequence',
    kind: 'steps',
    steps: [],
    def: defPath(def),
    id: def.slice(1),
    keys: {},
    hints: [],
    links: [],
    ...more,
  } as unknown as Block;
}

function monitor(name: string, more: object): Monitor {
  return {name, during: [defPath('/deploy')], hints: [], ...more} as unknown as Monitor;
}
