import {functions} from '../../expression/functions/index.ts';
import {outputAssertions, textAssertions, valueAssertions} from '../../kinds/assertions/index.ts';
import {channelKinds} from '../../kinds/channels/index.ts';
import {lockKinds} from '../../kinds/locks/index.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import {helpers} from '../../template/helpers/index.ts';
import {fill, wrap} from './wrap.ts';

/** Something of the language: its name, what it does, and how it is written. */
interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
}

/** The open sets of the language that `runbook help` explains; each entry comes from its own registry. */
const sets: Readonly<Record<string, readonly Entry[]>> = {
  steps: kindsOf(stepKinds),
  expect: Object.entries({...valueAssertions, ...outputAssertions, ...textAssertions}).map(
    ([name, {summary, examples}]) => ({name, summary, example: `${name}: ${JSON.stringify(examples[0])}`}),
  ),
  functions: Object.values(functions),
  helpers: Object.values(helpers),
  channels: kindsOf(channelKinds),
  secrets: kindsOf(secretKinds),
  locks: kindsOf(lockKinds),
};

/** What is to be known of all entries of a topic. */
const leads: Readonly<Record<string, string>> = {
  locks: `A lock lets one run at a time through. Without one of these it reaches as far as the state folder: two users of a machine,
or two values of RUNBOOK_STATE, do not see each other, and need a folder that both can write. With "expires: 1h" (git and
folder alone) it is free once whoever wants it has itself seen it for an hour without a word of its engine; no two clocks
are compared. One that seems so old is looked at for that long, which is said, also without "held: wait"; --take-lock "why"
takes it at once, and the run that had it ends what it runs and begins nothing more.`,
};

/** The names of the topics. */
export const languageTopics: readonly string[] = Object.keys(sets);

/** A topic of the language for a terminal of so many columns; undefined where it is none. */
export function languageText(topic: string, columns: number): string | undefined {
  const entries = Object.hasOwn(sets, topic) ? sets[topic] : undefined;
  if (entries === undefined) return undefined;
  const width = Math.max(...entries.map(({name}) => name.length));
  const lead = Object.hasOwn(leads, topic) ? `${fill(leads[topic] ?? '', columns)}\n\n` : '';
  return lead + entries.map((entry) => entryText(entry, width, columns)).join('');
}

function entryText({name, summary, example}: Entry, width: number, columns: number): string {
  const indent = ' '.repeat(width + 2);
  const words = wrap(summary, Math.max(NARROWEST, columns - indent.length)).join(`\n${indent}`);
  return `${name.padEnd(width)}  ${words}\n${indent}  ${example.replaceAll('\n', `\n${indent}  `)}\n`;
}

/** Columns that the words get at least. */
const NARROWEST = 40;

function kindsOf(
  kinds: Readonly<Record<string, {readonly summary: string; readonly examples: readonly [string, ...string[]]}>>,
): readonly Entry[] {
  return Object.entries(kinds).map(
    ([
      name,
      {
        summary,
        examples: [example],
      },
    ]) => ({name, summary, example}),
  );
}
