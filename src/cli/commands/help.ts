import {didYouMean} from '../../base/did-you-mean.ts';
import {LIMITS, type LimitName, sizeText} from '../../base/limits.ts';
import type {Command} from '../command.ts';
import {exitMeanings, exitStatus} from '../exit-status.ts';
import {environmentMeanings} from '../help/environment-text.ts';
import {commandHelp, programHelp} from '../help/help-text.ts';
import {commands} from './index.ts';

/** Explains a command, the exit statuses, variables and limits, or the parts of the language. */
export const help: Command = {
  usage: '[COMMAND | TOPIC]',
  about: `Explains the program, one of its commands, or a topic: exit-status, environment (the variables that count), limits
(what input may cost), and of the language: steps, expect, functions, helpers, channels, secrets, locks.`,
  options: {},
  positionals: ['[COMMAND]'],
  examples: [
    ['runbook help exec', 'the same as runbook exec --help'],
    ['runbook help exit-status', 'what 0, 1, 2 … mean'],
    ['runbook help functions', 'what expressions can do, each with an example'],
  ],
  run: async (call, terminal) => {
    const [topic] = call.positionals;
    const {languageText, languageTopics} = await import('../help/language-topics.ts');
    const text =
      topic === undefined
        ? programHelp()
        : ((await textOn(topic, terminal.columns)) ?? languageText(topic, terminal.columns));
    if (text !== undefined) {
      await terminal.drained(text);
      return exitStatus.done;
    }
    const meant = didYouMean(topic ?? '', [...Object.keys(commands), ...Object.keys(topics), ...languageTopics]);
    const hint = meant === undefined ? 'runbook help --help lists the topics' : `did you mean "${meant}"?`;
    terminal.err(`runbook help: there is nothing about "${topic}"; ${hint}\n`);
    return exitStatus.invalid;
  },
};

const topics: Readonly<Record<string, readonly (readonly [string | number, string])[]>> = {
  'exit-status': exitMeanings,
  environment: environmentMeanings,
  limits: Object.entries(LIMITS).map(([name, {about}]) => [
    name,
    `${limitText(name as LimitName).padEnd(10)}  ${about}`,
  ]),
};

function limitText(name: LimitName): string {
  const limit: {readonly standard: number; readonly size?: true} = LIMITS[name];
  const text = sizeText(limit.standard);
  return limit.size === true && /B$/.test(text) ? text : limit.standard.toLocaleString('en');
}

async function textOn(topic: string, columns: number): Promise<string | undefined> {
  const rows = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (rows !== undefined) {
    const width = Math.max(...rows.map(([name]) => String(name).length));
    return rows.map(([name, words]) => `${pad(name, width)}  ${words}\n`).join('');
  }
  const listed = Object.hasOwn(commands, topic) ? commands[topic] : undefined;
  return listed && commandHelp(topic, await listed.load(), columns);
}

function pad(name: string | number, width: number): string {
  return typeof name === 'number' ? String(name).padStart(width) : name.padEnd(width);
}
