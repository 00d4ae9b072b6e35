import {expect, test} from 'vitest';
import {effectKey, stepPath} from '../../src/base/ids.ts';
import type {RunEvent} from '../../src/events/event.ts';
import {answerLines} from '../../src/report/record/answer.ts';
import {recordRun} from '../../src/report/record/record-run.ts';

test('a record of a run says which command was tried in the place of the own of a step', () => {
  const key = effectKey('/up ?failure');
  const choices = [{value: 'retry', title: 'Try again'}];
  const events: readonly RunEvent[] = [
    {
      event: 'intended',
      effect: {do: 'ask', what: 'failure', key, path: stepPath('/up'), text: 'Bring it up: it failed', choices},
    },
    {event: 'answered', key, value: 'retry', by: 'ada', via: 'terminal', instead: 'railway up --verbose\n'},
  ];
  const {decisions} = recordRun([{seq: 1, at: 0, events}], undefined);
  expect(decisions.map(answerLines)).toEqual([['Try again', 'this once with the command: railway up --verbose']]);
});
