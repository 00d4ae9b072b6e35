import {closeSync, readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {fail, ok, type Result} from '../../base/result.ts';
import {systemMessage} from '../../base/system-message.ts';
import {openRegular, readUpTo} from '../../journal/regular-file.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Command} from '../command.ts';
import {countText} from '../diagnostics.ts';
import {type ExitStatus, exitStatus} from '../exit-status.ts';
import {findRunbook, loadRunbook} from '../prepare/load.ts';
import {shownName} from '../prepare/read-file.ts';
import {findingsFormat, printFindings} from '../record/lint-output.ts';

/** Checks runbooks: schema, names, types, templates, patterns, and that every value exists where it is used. */
export const lint: Command = {
  usage: '[FILE | FOLDER …]',
  about: `Checks runbooks without running anything: structure, names, types, expressions, templates, patterns, and that
every value exists on every way that leads to its use. A folder means every .yaml below it that is a runbook
(it has a key "runbook"); without arguments, the folder "runbooks".

Exit status: 0 clean, 1 findings, 2 no file matched.`,
  options: {
    format: findingsFormat,
    json: {about: 'the same as --format json'},
    quiet: {short: 'q', about: 'errors only'},
  },
  positionals: ['[FILE…]'],
  examples: [
    ['runbook lint runbooks examples', 'every runbook in two folders'],
    ['runbook lint --json deploy.yaml', 'findings for a program to read'],
    ['runbook lint --format sarif=lint.sarif --format github', 'in a job of GitHub Actions'],
  ],
  run: async (call, terminal) => {
    const started = process.uptime();
    const paths = call.positionals.length === 0 ? ['runbooks'] : call.positionals;
    const found = paths.map((path) => runbooksAt(path, terminal.cwd));
    const problems = found.flatMap((each) => (each.ok ? [] : [each.error]));
    if (problems.length > 0) {
      for (const problem of problems) terminal.err(`runbook lint: ${problem}\n`);
      return exitStatus.invalid;
    }
    const files = [...new Set(found.flatMap((each) => (each.ok ? each.value : [])))];
    const findings = (await Promise.all(files.map((file) => findingsOf(file, terminal.cwd)))).flat();
    const shown = call.flag('quiet') ? findings.filter((each) => each.severity === 'error') : findings;
    const names = files.map((file) => shownName(file, terminal.cwd));
    const printed = await printFindings({findings: shown, files: names}, call, terminal);
    if (!printed.ok) {
      terminal.err(`runbook lint: ${printed.error}\n`);
      return exitStatus.invalid;
    }
    terminal.err(`${countText(shown, files.length)} (${Math.round((process.uptime() - started) * 1000)} ms)\n`);
    return verdict(shown);
  },
};

async function findingsOf(file: string, cwd: string): Promise<readonly Diagnostic[]> {
  const loaded = await loadRunbook(file, cwd);
  return loaded.ok ? loaded.value.warnings : loaded.error;
}

function verdict(findings: readonly Diagnostic[]): ExitStatus {
  return findings.some((each) => each.severity === 'error') ? exitStatus.failed : exitStatus.done;
}

/** The runbook of that name, or every runbook below the folder; the error says that there is none. */
function runbooksAt(path: string, cwd: string): Result<readonly string[], string> {
  const folder = resolve(cwd, path);
  if (!isFolder(folder)) {
    const found = findRunbook(path, cwd);
    return found.ok ? ok([found.value]) : found;
  }
  try {
    const files = readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(isRunbook)
      .sort();
    return files.length === 0 ? fail(`there is no runbook below "${path}"`) : ok(files);
  } catch (error) {
    return fail(`"${path}" cannot be read: ${systemMessage(error)}`);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Whether the first 64 KiB have a top-level key `runbook`; answers files and other YAML have none. What cannot be read
 * counts as one, so that it is reported.
 */
function isRunbook(file: string): boolean {
  const opened = openRegular(file);
  if (!opened.ok) return true;
  try {
    return /^runbook\s*:/m.test(readUpTo(opened.value, 64 * 1024).toString('utf8'));
  } catch {
    return true;
  } finally {
    closeSync(opened.value);
  }
}
