import {parseArgs} from 'node:util';
import {didYouMean} from '../base/did-you-mean.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Call, Command, Options} from './command.ts';

/** Reads the arguments of a command; the error says in one line what is wrong with them. */
export function parseCall(command: Command, args: readonly string[]): Result<Call, string> {
  const {tokens} = parseArgs({
    args: [...args],
    options: parserOptions(command.options),
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (option === undefined) return fail(unknownOption(token.rawName, command.options));
    const problem = optionProblem(token.rawName, option, token.value);
    if (problem !== undefined) return fail(problem);
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  const problem = countProblem(command, positionals);
  return problem === undefined ? ok(asCall(given, positionals)) : fail(problem);
}

function parserOptions(options: Options) {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.takes === undefined ? ('boolean' as const) : ('string' as const),
        ...(option.short !== undefined && {short: option.short}),
        multiple: true,
      },
    ]),
  );
}

function unknownOption(raw: string, options: Options): string {
  const meant = didYouMean(raw.replace(/^-+/, ''), Object.keys(options));
  return `unknown option "${raw}"${meant === undefined ? '' : `; did you mean "--${meant}"?`}`;
}

function optionProblem(raw: string, option: Options[string], value: string | undefined): string | undefined {
  if (option.takes === undefined) return value === undefined ? undefined : `"${raw}" takes no value`;
  if (value === undefined || value === '') return `"${raw}" needs a value: ${raw} ${option.takes}`;
  if (/^[^[]*=/.test(option.takes) && option.values !== undefined && !/=./.test(value)) {
    return `"${raw} ${value}" is not ${option.takes}`;
  }
  if (option.values === undefined || option.values.includes(value.split('=')[0] ?? '')) return undefined;
  return `"${raw} ${value}" is not possible; it takes ${option.values.join(', ')}`;
}

function countProblem(command: Command, positionals: readonly string[]): string | undefined {
  const wanted = command.positionals;
  const required = wanted.filter((name) => !name.startsWith('['));
  const missing = required[positionals.length];
  if (missing !== undefined) return `${missing.replace('…', '')} is missing`;
  const endless = wanted.some((name) => name.includes('…'));
  const extra = positionals[wanted.length];
  return endless || extra === undefined ? undefined : `unexpected argument "${extra}"`;
}

function asCall(given: ReadonlyMap<string, readonly string[]>, positionals: readonly string[]): Call {
  return {
    positionals,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}
