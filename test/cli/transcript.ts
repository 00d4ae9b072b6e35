import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {runProgram} from '../../src/cli/program.ts';
import type {Terminal} from '../../src/cli/terminal.ts';

/**
 * A transcript: files that begin with `=== NAME`, then commands that begin with `$ runbook `, each followed by what it
 * prints (standard error marked `! `) and, if it is not 0, `[exit N]`.
 */
export interface Transcript {
  readonly files: readonly {readonly name: string; readonly text: string}[];
  readonly commands: readonly {readonly line: string; readonly printed: string}[];
}

/** Reads a transcript. */
export function parseTranscript(text: string): Transcript {
  const [head = '', ...rest] = text.split(/^\$ runbook /m);
  const files = head
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return {name: part.slice(0, end), text: part.slice(end + 1)};
    });
  const commands = rest.map((part) => {
    const end = part.indexOf('\n');
    return {line: part.slice(0, end), printed: part.slice(end + 1).trimEnd()};
  });
  return {files, commands};
}

/** Runs every command of a transcript in a new folder, one after another, and gives what each printed. */
export async function play(transcript: Transcript): Promise<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-transcript-')));
  const before = process.env.RUNBOOK_STATE;
  process.env.RUNBOOK_STATE = join(folder, '.state');
  try {
    for (const {name, text} of transcript.files) {
      mkdirSync(dirname(join(folder, name)), {recursive: true});
      writeFileSync(join(folder, name), text);
    }
    const printed: string[] = [];
    for (const {line} of transcript.commands) printed.push(neutral(await call(line, folder), folder));
    return printed;
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
  const drained = async (text: string) => out(text);
  const environment = {PATH: process.env.PATH, HOME: cwd};
  const terminal: Terminal = {
    out,
    err,
    drained,
    interactive: false,
    color: false,
    unicode: true,
    columns: 100,
    environment,
    cwd,
  };
  const status = await runProgram(words(line), terminal);
  return `${printed.trimEnd()}${status === 0 ? '' : `\n[exit ${status}]`}`.trim();
}

/** Splits a line into words; single and double quotes keep blanks together. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}

/** What differs from run to run, replaced: ids, times, folders, how long things took. */
function neutral(text: string, folder: string): string {
  return text
    .replaceAll(folder, 'DIR')
    .replace(/\b[a-z2-7]{12}\b/g, 'RUN')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, 'DATE')
    .replace(/^\d\d:\d\d:\d\d/gm, 'TIME')
    .replace(/\b\d+(\.\d+)?s\b(?! )/g, 'Ns')
    .replace(/\b\d+ ms\b/g, 'N ms')
    .replace(/\bby \S+/g, 'by WHO');
}
