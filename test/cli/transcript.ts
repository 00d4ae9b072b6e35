import {mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';

/**
 * A transcript: prose, files that begin with `=== NAME`, then commands that begin with `$ runbook`, each followed by what
 * it prints (standard error marked `! `) and, if it is not 0, `[exit N]`. `$ NAME=VALUE runbook` sets variables,
 * `| head -N` keeps the first lines, and `RUN1` stands for the id of the first run that the transcript made.
 */
export interface Transcript {
  /** Everything before the first command, as it is written. */
  readonly head: string;
  readonly files: readonly {readonly name: string; readonly text: string}[];
  /** The lines of the commands, without `$ `. */
  readonly lines: readonly string[];
}

/** Reads a transcript; what it says of the output is not part of it. */
export function parseTranscript(text: string): Transcript {
  const begin = text.search(/^\$ (\w+=\S* )*runbook\b/m);
  const head = begin === -1 ? text : text.slice(0, begin);
  const files = head
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return {name: part.slice(0, end), text: `${part.slice(end + 1).trimEnd()}\n`};
    });
  const lines = [...text.slice(head.length).matchAll(/^\$ ((?:\w+=\S* )*runbook\b.*)$/gm)].map(([, line = '']) => line);
  return {head, files, lines};
}

/** Runs every command of a transcript in a new folder, one after another, and gives the transcript as it then reads. */
export async function play({head, files, lines}: Transcript): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-transcript-')));
  const before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = join(folder, '.state');
  try {
    for (const {name, text} of files) {
      mkdirSync(dirname(join(folder, name)), {recursive: true});
      writeFileSync(join(folder, name), text);
    }
    const runs: string[] = [];
    const played: string[] = [];
    for (const line of lines) {
      const printed = await call(withIds(line, runs), folder);
      runs.push(...runsIn(folder).filter((id) => !runs.includes(id)));
      played.push(`$ ${line}\n${neutral(printed, folder, runs)}`);
    }
    return `${head}${played.map((each) => `${each.trimEnd()}\n`).join('\n')}`;
  } finally {
    if (before === undefined) delete process.env.RUNBOOK_STATE;
    else process.env.RUNBOOK_STATE = before;
    rmSync(folder, {recursive: true, force: true});
  }
}

async function call(line: string, cwd: string): Promise<string> {
  let printed = '';
  const out = (text: string) => {
    printed += text;
  };
  const err = (text: string) => {
    printed += text.replace(/^(?=.)/gm, '! ');
  };
  const {args, variables, first} = commandOf(line);
  const terminal: Terminal = {
    out,
    err,
    drained: async (text: string) => out(text),
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment: {PATH: process.env.PATH, HOME: cwd, ...variables},
    cwd,
  };
  const status = await runProgram(args, terminal);
  const shown = printed.trimEnd().split('\n').slice(0, first).join('\n');
  return `${shown}${status === 0 ? '' : `\n[exit ${status}]`}`.trim();
}

/** Takes a line to pieces; single and double quotes keep blanks together. */
function commandOf(line: string) {
  const [, set = '', rest = '', count] = /^((?:\w+=\S* )*)runbook\b(.*?)(?:\| head -(\d+))?$/.exec(line) ?? [];
  const args = [...rest.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
  const variables = Object.fromEntries(set.split(' ').flatMap((each) => (each === '' ? [] : [each.split('=')])));
  return {args, variables, first: count === undefined ? undefined : Number(count)};
}

function runsIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, '.state', 'runs'));
  } catch {
    return [];
  }
}

function withIds(line: string, runs: readonly string[]): string {
  return line.replace(/\bRUN(\d+)\b/g, (name, number: string) => runs[Number(number) - 1] ?? name);
}

/** What differs from run to run or from machine to machine, replaced: ids, times, folders, how long things took, who. */
function neutral(text: string, folder: string, runs: readonly string[]): string {
  const [known, who] = [
    new RegExp(runs.join('|') || '$.', 'g'),
    new RegExp(`(?<![\\w/])${userInfo().username}(?![\\w/])`, 'g'),
  ];
  return text
    .replaceAll(folder, 'DIR')
    .replace(who, 'WHO')
    .replace(/\b\w+day (?=\d{4}-)/g, 'WEEKDAY ')
    .replace(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, 'DATE')
    .replace(/^\d\d:\d\d:\d\d/gm, 'TIME')
    .replace(/\b\d+\.\d+s\b/g, 'Ns')
    .replace(/\b\d+ ms\b/g, 'N ms')
    .replace(/^[a-z2-7]{12} {2}.*$/gm, (row) => row.replace(/ {2,}/g, '  '))
    .replace(/^RUN {2}.*$/gm, (row) => row.replace(/ {2,}/g, '  '))
    .replace(known, (id) => `RUN${runs.indexOf(id) + 1}`);
}
