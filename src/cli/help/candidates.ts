import {basename, join} from 'node:path';
import {listRuns} from '../../journal/runs.ts';
import type {Command, Option} from '../command.ts';
import {commands, shownCommands} from '../commands/index.ts';
import {yamlFiles} from '../prepare/yaml-files.ts';
import {commonOptions} from './help-text.ts';

/** What may stand for a word, and what it means. */
export type Candidate = readonly [word: string, meaning: string];

/** What the last of `words` may become, a line after the program's name; empty where only the shell knows: a file. */
export async function candidates(words: readonly string[], cwd: string): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? '';
  const [name = '', ...rest] = words.slice(0, -1);
  const all = words.length < 2 ? named() : await within(name, [...rest, typed], cwd);
  return all.filter(([word]) => word.startsWith(typed));
}

function named(): readonly Candidate[] {
  return shownCommands.map(([name, {summary}]) => [name, summary]);
}

async function within(name: string, words: readonly string[], cwd: string): Promise<readonly Candidate[]> {
  const command = Object.hasOwn(commands, name) ? await commands[name]?.load() : undefined;
  if (command === undefined) return [];
  const open = optionNamed(command, words.at(-2) ?? '');
  if (open?.takes !== undefined) return (open.values ?? []).map((value) => [value, '']);
  if (words.at(-1)?.startsWith('-')) return optionsOf(command).map(([long, {about}]) => [`--${long}`, about]);
  const before = words.slice(0, -1);
  const given = before.filter((word, at) => !word.startsWith('-') && !takesValue(command, before[at - 1]));
  return positional(command.positionals[given.length] ?? command.positionals.find((each) => each.includes('…')), cwd);
}

function optionsOf(command: Command): readonly (readonly [string, Option])[] {
  return Object.entries({...command.options, ...commonOptions});
}

function optionNamed(command: Command, word: string): Option | undefined {
  return optionsOf(command).find(([long, {short}]) => word === `--${long}` || word === `-${short}`)?.[1];
}

function takesValue(command: Command, word: string | undefined): boolean {
  return word !== undefined && optionNamed(command, word)?.takes !== undefined;
}

function positional(name: string | undefined, cwd: string): readonly Candidate[] {
  switch (name?.replace(/[[\]…]/g, '')) {
    case 'FILE':
      return yamlFiles([cwd, join(cwd, 'runbooks')]).map((file) => [basename(file), '']);
    case 'RUN':
      return listRuns().map(({id, title}) => [id, title]);
    case 'COMMAND':
      return named();
    default:
      return [];
  }
}
