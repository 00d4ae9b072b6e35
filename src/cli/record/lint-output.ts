import {fail, ok, type Result} from '../../base/result.ts';
import type {Found, ListedFindings} from '../../report/findings/contract.ts';
import {findingsFormats} from '../../report/findings/index.ts';
import {formatDiagnostic} from '../../text/code-frame.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Call, Option} from '../command.ts';
import type {Terminal} from '../terminal.ts';
import {version} from '../version.ts';
import {pathFromTop} from './path-from-top.ts';
import {saveReport} from './save-report.ts';
import {addToSummary, inGithubJob} from './step-summary.ts';

const PRETTY = 'pretty';

/** The option by which the formats of findings are chosen. */
export const findingsFormat: Option = {
  takes: 'FORMAT[=FILE]',
  multiple: true,
  values: [PRETTY, ...Object.keys(findingsFormats)],
  about: `pretty (default), ${Object.entries(findingsFormats)
    .map(([name, {summary}]) => `${name} (${summary})`)
    .join(', ')}; into a file with =FILE; may be repeated`,
};

/** Prints what was found in every format that was asked for; the error says which file cannot be written. */
export async function printFindings(
  given: {readonly findings: readonly Diagnostic[]; readonly files: readonly string[]},
  call: Call,
  terminal: Terminal,
): Promise<Result<null, string>> {
  const {findings, files} = given;
  const sorted = [...findings].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  const found = {findings: sorted, files, path: pathFromTop(terminal.cwd), version};
  const problems: string[] = [];
  for (const each of wantedFormats(call, terminal)) {
    const [name = PRETTY, file] = each.split(/=(.*)/s);
    const text = name === PRETTY ? prettyText(findings, terminal) : await textAs(name, found);
    if (file === undefined) {
      terminal.out(text);
      continue;
    }
    const saved = saveReport(file, text, terminal.cwd);
    if (!saved.ok) problems.push(saved.error);
  }
  if (inGithubJob(terminal)) await addToSummary(() => textAs('markdown', found), terminal);
  return problems.length === 0 ? ok(null) : fail(problems.join('; '));
}

/** What was asked for; else the pretty one, in a job of GitHub Actions with annotations. */
function wantedFormats(call: Call, terminal: Terminal): readonly string[] {
  if (call.flag('json')) return ['json'];
  const asked = call.values('format');
  if (asked.length > 0) return asked;
  return inGithubJob(terminal) ? [PRETTY, 'github'] : [PRETTY];
}

async function textAs(name: string, found: Found): Promise<string> {
  const listed = (findingsFormats as Readonly<Record<string, ListedFindings>>)[name];
  if (listed === undefined) throw new Error(`there is no format "${name}"`);
  return (await listed.load()).print(found);
}

function prettyText(findings: readonly Diagnostic[], {color, unicode, columns}: Terminal): string {
  return findings.map((finding) => `${formatDiagnostic(finding, {color, unicode, width: columns})}\n`).join('');
}
