import {describe, expect, it} from 'vitest';
import type {StepView} from '../../src/events/view.ts';
import {failureLines} from '../../src/report/failure-lines.ts';
import {lineDiff} from '../../src/report/line-diff.ts';
import {paintFor} from '../../src/report/style.ts';

const look = {color: false, unicode: true};
const numbered = (count: number): string => Array.from({length: count}, (_, n) => `line ${n}\n`).join('');

describe('texts of several lines', () => {
  it('are compared line by line, with two lines around what differs', () => {
    const told = lineDiff('a\nb\nc\nd\ne\nf', 'a\nb\nc\nd\nE\nf\n').map(({is, text}) => is + text);
    expect(told).toEqual([' c', ' d', '-e', '+E', ' f']);
  });

  it('stand as one comparison in the place of both, shortened where it is long', () => {
    const texts = {expected: numbered(40), actual: numbered(40).replaceAll('line', 'Line')};
    const findings = [{assertion: 'stdout.equals', expected: 'equals "…"', actual: '"…"', texts}];
    const step = {failure: {reason: 'unexpected', findings}} as unknown as StepView;
    const lines = failureLines(step, {style: {...look, verbose: false, quiet: false}, paint: paintFor(look)});
    expect(lines.slice(1, 4)).toEqual(['      - expected  + actual', '      - line 0', '      - line 1']);
    expect(lines).toContain('      56 more lines');
    expect(lines.join('\n')).not.toContain('expected equal');
  });
});
