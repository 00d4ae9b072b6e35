import {describe, expect, test} from 'vitest';
import {stepPath} from '../../src/base/ids.ts';
import type {RunEvent} from '../../src/events/event.ts';
import {emptyView, observe} from '../../src/events/observe.ts';
import type {Standing, Verdict} from '../../src/events/outcome.ts';
import type {RollbackPolicy} from '../../src/model/runbook.ts';
import {paintFor} from '../../src/report/style.ts';
import {verdictLines} from '../../src/report/verdict-lines.ts';

const paint = paintFor({color: false, unicode: false});

/** The closing lines of a run that ended so, without the first. */
function closing(
  verdict: Verdict,
  rollback: RollbackPolicy = {possible: true},
  standing?: Standing,
): readonly string[] {
  const view = {...emptyView(), run: '7f3k'};
  const ended: RunEvent = {event: 'run-ended', verdict, inForce: [], ...(standing && {standing})};
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

  test('name what was done and not taken back, and how it is', () => {
    const failed = {is: 'failed', reason: 'it broke'} as const;
    expect(closing(failed, undefined, {steps: ['Publish', 'Tag'], offered: true})).toEqual([
      '  because: it broke',
      '  done and not taken back (runbook rollback 7f3k --why REASON takes it back):',
      '  - Publish',
      '  - Tag',
    ]);
    const many = Array.from({length: 30}, (_, n) => `Host ${n}`);
    const lines = closing(failed, undefined, {steps: many, offered: false});
    expect([lines[1], lines.length, lines.at(-1)]).toEqual(['  done and not taken back:', 23, '  … and 10 more']);
  });

  test('say how a rollback that failed is gone on with', () => {
    const verdict = {is: 'rollback-failed', reason: 'it broke', untouched: ['Tag']} as const;
    expect(closing(verdict, undefined, {steps: ['Tag'], offered: true}).slice(1)).toEqual([
      '  not taken back:',
      '  - Tag',
      '  to go on taking back: runbook rollback 7f3k --why REASON',
    ]);
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
