import {effectKey} from '../../../src/base/ids.ts';
import type {RunEvent} from '../../../src/events/event.ts';
import type {StepFailure} from '../../../src/events/failure.ts';
import {acting, asking, entered, left} from './deployment.ts';
import type {TestRun} from './run.ts';

/** Moments of a run that people decide in, each played until it can be seen. */
export const scenarios = {
  'milestones and output': async (run) => {
    beginDeployment(run);
    run.turn(70, left('/deploy/up'), entered('/deploy/follow', 'Monitor the progress'), acting('/deploy/follow'));
    run.turn(3, milestone('/deploy/follow', 0), milestone('/deploy/follow', 1));
    run.turn(1, sampled('errors', 3, true), sampled('response_time', 180, true));
    run.turn(1, sampled('errors', 5), sampled('response_time', 212));
    run.print(
      '/deploy/follow #1',
      '14:21:07 Pushing image\n14:21:31 Starting コンテナ web.1\n\u001b[2J\u001b[31mred\u001b[0m\n',
    );
    await run.sees('red');
    await run.sees('Errors ');
  },
  checklist: async (run) => {
    askChecklist(run);
    await run.sees('No active incidents');
  },
  'choice of deployments': async (run) => {
    askDeployment(run);
    await run.sees('d-41');
  },
  form: async (run) => {
    askRelease(run);
    await run.sees('❯ staging');
    run.type('\t');
    await run.sees('hosts (list');
    await run.sees('where: staging');
  },
  danger: async (run) => {
    run.turn(
      1,
      entered('/wipe', 'Wipe the disk', {describes: 'dd if=/dev/zero of=/dev/sda'}),
      asking('/wipe', {what: 'danger', text: 'All is lost', type: 'wipe it'}),
    );
    await run.sees('To confirm');
  },
  'failure helped': async (run) => {
    failDeployment(run);
    await run.sees('Stop the run');
    run.type('?');
    await run.sees('Ctrl-C');
  },
  failure: async (run) => {
    failDeployment(run);
    await run.sees('Stop the run');
  },
  breach: async (run) => {
    beginDeployment(run);
    run.turn(1, sampled('errors', 3, true));
    run.turn(15, sampled('errors', 9, false, true));
    run.turn(
      15,
      sampled('errors', 12, false, true),
      {event: 'breached', monitor: 'errors', then: 'ask', message: 'value > baseline, with 12 and 3'},
      asking('/', {
        what: 'breach',
        key: effectKey('/ ?breach errors~1'),
        text: 'value > baseline, with 12 and 3',
        choices: [
          {value: 'continue', title: 'Go on'},
          {value: 'pause', title: 'Pause'},
          {value: 'rollback', title: 'Roll back'},
        ],
      }),
    );
    await run.sees('Pause');
  },
} as const satisfies Readonly<Record<string, (run: TestRun) => Promise<void>>>;

/** The first command of the deployment runs. */
export function beginDeployment(run: TestRun): void {
  run.turn(1, entered('/deploy', 'Deploy to production', {type: 'sequence'}));
  run.turn(1, entered('/deploy/up', 'Deploy with zero downtime', {describes: 'railway up'}), acting('/deploy/up'));
}

/** Three things are to be ticked. */
export function askChecklist(run: TestRun): void {
  run.turn(1, entered('/prerequisites', 'Prerequisites', {type: 'ask'}));
  run.turn(
    0,
    asking('/prerequisites', {
      what: 'step',
      text: 'Prerequisites',
      question: {
        what: 'checklist',
        text: '',
        items: ['Code reviewed and approved', 'All tests passing in CI', 'No active incidents'],
      },
    }),
  );
}

/** A version is to be chosen from a table. */
export function askDeployment(run: TestRun): void {
  const option = (id: string, status: string) => ({
    value: {ID: id, STATUS: status},
    label: `${id}  2025-11-2${id.at(-1)}  ${status}`,
    key: id,
  });
  run.turn(1, entered('/target', 'Choose the last known good version', {type: 'ask'}));
  run.turn(
    0,
    asking('/target', {
      what: 'step',
      text: 'Choose the last known good version',
      question: {
        what: 'ask',
        text: '',
        fields: [
          {
            name: 'deployment',
            title: 'deployment',
            type: 'choice',
            optional: false,
            options: [option('d-43', 'FAILED'), option('d-42', 'SUCCESS'), option('d-41', 'SUCCESS')],
            preferred: 1,
          },
        ],
      },
    }),
  );
}

/** Three fields: one of two, a list, and a text that may be left empty. */
export function askRelease(run: TestRun): void {
  const option = (key: string) => ({value: key, label: key, key});
  const fields = [
    {
      name: 'where',
      title: 'where',
      type: 'choice',
      optional: false,
      preferred: 1,
      options: ['production', 'staging'].map(option),
    },
    {name: 'hosts', title: 'hosts', type: 'list', optional: false},
    {name: 'ticket', title: 'ticket', type: 'string', optional: true},
  ];
  run.turn(1, entered('/release', 'Release it', {type: 'ask'}));
  run.turn(0, asking('/release', {what: 'step', question: {what: 'ask', text: 'What, and where?', fields}}));
}

/** A command says no, and a person is asked what then. */
export function failDeployment(run: TestRun): void {
  beginDeployment(run);
  run.turn(
    42,
    {
      event: 'act-ended',
      key: '/deploy/up #1',
      did: 'failed',
      failure: exitFailure,
      exit: 1,
      tookMs: 42_000,
    } as RunEvent,
    asking('/deploy/up', {
      what: 'failure',
      text: 'Deploy with zero downtime: exit: expected 0, got 1',
      choices: [
        {value: 'retry', title: 'Try again'},
        {value: 'skip', title: 'Go on without it'},
        {value: 'rollback', title: 'Roll back'},
        {value: 'stop', title: 'Stop the run'},
      ],
    }),
  );
}

/** A milestone that has passed. */
export function milestone(path: string, index: number): RunEvent {
  return {event: 'milestone', key: `${path} #1`, path, index} as RunEvent;
}

/** A sample of a monitor. */
export function sampled(monitor: string, value: number, baseline = false, breach = false): RunEvent {
  return {event: 'sampled', monitor, value, breach, ...(baseline && {baseline})};
}

/** What `railway up` failed with. */
export const exitFailure: StepFailure = {
  reason: 'unexpected',
  findings: [{assertion: 'exit', expected: '0', actual: '1'}],
  tail: ['#8 RUN npm ci', 'npm error Missing: left-pad@1.3.0 from lock file', 'ERROR: build failed'],
};
