import {describe, expect, test} from 'vitest';
import {stepPath} from '../../src/base/ids.ts';
import type {RunEvent} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import type {Verdict} from '../../src/events/outcome.ts';
import type {RollbackPolicy} from '../../src/model/runbook.ts';
import {paintFor} from '../../src/report/style.ts';
import {verdictLines} from '../../src/report/verdict-lines.ts';

const paint = paintFor({color: false, unicode: false});

/** The closing lines of a run that ended so, without the first. */
function closing(verdict: Verdict, rollback: RollbackPolicy = {possible: true}): readonly string[] {
  const view = emptyView();
  const ended: RunEvent = {event: 'run-ended', verdict, inForce: []};
  const left: RunEvent = {event: 'left', path: stepPath('/'), parent: stepPath('/'), outcome: 'failed'};
  observe(view, {seq: 1, at: 0, events: [ended, left]});
  return verdictLines(view, paint, {runbook: {rollback, followups: []}} as never).slice(1);
}

describe('the closing lines', () => {
  test.each<Verdict>([
    {is: 'rolled-back', reason: 'it broke', verified: true, untouched: ['Send the mail']},
    {is: 'rollback-failed', reason: 'it broke', untouched: ['Send the mail']},
  ])('name what stays as it is: $is', (verdict) => {
    expect(closing(verdict)).toEqual(['  because: it broke', '  not taken back:', '  - Send the mail']);
  });

  test('say what is done instead where nothing can be taken back', () => {
    const rollback = {possible: false, because: 'The data is gone', instead: ['Restore the backup']} as const;
    expect(closing({is: 'failed', reason: 'it broke'}, rollback)).toEqual([
      '  because: it broke',
      '  it cannot be taken back: The data is gone; instead:',
      '  - Restore the backup',
    ]);
    expect(closing({is: 'succeeded', accepted: 0}, rollback)).toEqual([]);
  });
});
