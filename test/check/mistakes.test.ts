import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {fail} from '../../src/base/result.ts';
import {check} from '../../src/check/check.ts';
import {drawn} from './drawn.ts';
import {mistakes} from './mistakes.ts';

const text = readFileSync(join(import.meta.dirname, '../../runbooks/production-deploy.yaml'), 'utf8');

test('the reference runbook is found good', () => {
  expect(findings(text)).toEqual([]);
});

test.each(mistakes)('$now', ({was, now, finding}) => {
  expect(text).toContain(was);
  const line = text.slice(0, text.indexOf(was)).split('\n').length;
  expect(findings(text.replace(was, () => now)).map((each) => relative(each, line))).toEqual([finding]);
});

function findings(changed: string): readonly string[] {
  const file = {name: 'runbooks/production-deploy.yaml', text: changed};
  const checked = check({file, read: () => fail('no such file')});
  return checked.ok ? [] : checked.error.map(drawn);
}

/** A finding with its line counted from the slip, and no other line numbers, so that the runbook may grow. */
function relative(finding: string, line: number): string {
  return finding.replace(/^(\d+)/, (_, own: string) => `+${Number(own) - line}`).replace(/\bline \d+/, 'line N');
}
