import {check} from '../../src/check/check.ts';
import {aboutRunbook} from '../../src/report/about.ts';
import {planOf} from '../../src/report/plan/plan.ts';
import {planAround} from '../../src/report/plan/plan-around.ts';
import {planText} from '../../src/report/plan/plan-text.ts';
import {paintFor} from '../../src/report/style.ts';
import {formatDiagnostic} from '../../src/text/code-frame.ts';
import type {Diagnostic} from '../../src/text/diagnostic.ts';
import type {SourceFile} from '../../src/text/source-file.ts';

/** Does all that `lint` and `plan` do with a file: its findings are printed, a good one is planned. */
export function lintAndPlan(file: SourceFile): void {
  const checked = check({file, read: () => ({ok: false, error: 'no such file'})});
  const found = checked.ok ? checked.value.warnings : checked.error;
  if (!checked.ok && found.length === 0) throw new Error('refused without a finding');
  printAll(found);
  if (!checked.ok) return;
  const {runbook} = checked.value;
  planText(planOf(runbook, {}), paintFor({color: true, unicode: true} as never));
  planAround(runbook, {});
  aboutRunbook(runbook);
}

/** Prints findings as a terminal shows them; nothing in them may move its cursor, and each has its place in the text. */
export function printAll(found: readonly Diagnostic[]): void {
  for (const finding of found.slice(0, 50)) {
    for (const span of [finding, ...(finding.related ?? [])].flatMap((each) => each.span ?? [])) {
      if (span.start < 0 || span.start > span.end || span.end > span.file.text.length + 1) {
        throw new Error(`${finding.rule}: no place in the text: ${span.start}-${span.end}`);
      }
    }
    const frame = formatDiagnostic(finding, {color: false, unicode: true, width: 80});
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    if (/[\0-\x09\x0b-\x1f\x7f\u202e]/.test(frame)) throw new Error(`${finding.rule}: prints a control character`);
  }
}
