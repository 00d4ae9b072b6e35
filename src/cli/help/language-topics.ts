import {functions} from '../../expression/functions/index.ts';
import {outputAssertions, textAssertions, valueAssertions} from '../../kinds/assertions/index.ts';
import {channelKinds} from '../../kinds/channels/index.ts';
import {lockKinds} from '../../kinds/locks/index.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import {helpers} from '../../template/helpers/index.ts';
import {wrap} from './wrap.ts';

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

/** The names of the topics. */
export const languageTopics: readonly string[] = Object.keys(sets);

/** A topic of the language for a terminal of so many columns; undefined where it is none. */
export function languageText(topic: string, columns: number): string | undefined {
  const entries = Object.hasOwn(sets, topic) ? sets[topic] : undefined;
  if (entries === undefined) return undefined;
  const width = Math.max(...entries.map(({name}) => name.length));
  return entries.map((entry) => entryText(entry, width, columns)).join('');
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
