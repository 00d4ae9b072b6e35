import {formatDuration} from '../../base/duration.ts';
import {Closed, Duration, Filled, ListOf, Short, Text} from '../grammar/fragments.ts';
import {Type} from '../grammar/schema.ts';
import type {Matcher, TextAssertion, Verdict} from './contract.ts';
import {quoted, tail} from './tail.ts';

/** A text that must come, after the one before it. */
export interface Milestone {
  readonly text: string;
  /** Milliseconds after the milestone before it, or after the beginning. */
  readonly within?: number;
}

const example = ['Build started', {text: 'Build completed', within: '10m'}];

/** Holds if the texts come one after another, each in its time. */
export const sequence = {
  name: 'sequence',
  summary: 'These texts come one after another; other text may stand between them.',
  schema: ListOf(
    Short(
      Closed(
        {
          text: Filled(Text('value', {description: 'The text that comes.', examples: ['Build completed']})),
          within: Type.Optional(
            Duration({description: 'How long after the one before it may come.', examples: ['10m']}),
          ),
        },
        {description: 'A milestone.', examples: ['Build started', {text: 'Build completed', within: '10m'}]},
      ),
      {text: 'text'},
    ),
    {description: 'Milestones that come one after another.', examples: [example], minItems: 1},
  ),
  examples: [example],
  begin: follow,
} satisfies TextAssertion<readonly Milestone[]>;

function follow(milestones: readonly Milestone[]): Matcher {
  const seen = tail();
  let passed = 0;
  let since = 0;
  let carry = '';
  let late = false;
  const advance = (piece: string, at: number): void => {
    let text = carry + piece;
    for (let next = milestones[passed]; next !== undefined; next = milestones[passed]) {
      if (next.within !== undefined && at - since > next.within) {
        late = true;
        return;
      }
      const found = text.indexOf(next.text);
      if (found === -1) {
        carry = next.text.length > 1 ? text.slice(-(next.text.length - 1)) : '';
        return;
      }
      text = text.slice(found + next.text.length);
      passed += 1;
      since = at;
    }
  };
  return {
    feed(piece, at = 0) {
      seen.feed(piece);
      if (!late) advance(piece, at);
    },
    verdict: () => verdictOf(milestones, passed, {late, shown: seen.shown()}),
    passed: () => passed,
  };
}

function verdictOf(
  milestones: readonly Milestone[],
  passed: number,
  seen: {readonly late: boolean; readonly shown: string},
): Verdict {
  const next = milestones[passed];
  if (next === undefined) return {holds: true};
  const before = milestones[passed - 1];
  const after = before === undefined ? '' : ` after ${quoted(before.text)}`;
  const within = next.within === undefined ? '' : ` within ${formatDuration(next.within)}`;
  return {
    holds: false,
    expected: `${quoted(next.text)}${within}${after} (${passed} of ${milestones.length} passed)`,
    actual: seen.late ? 'it had not come by then' : seen.shown,
  };
}
