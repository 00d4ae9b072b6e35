import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {flatSchema} from '../../../src/check/schema/flat.ts';
import {checkShape} from '../../../src/check/shape/shape.ts';
import {TRANSLATIONS} from '../../../src/check/shape/translate.ts';
import {parseDocument} from '../../../src/document/parse.ts';
import {formatDiagnostic} from '../../../src/text/code-frame.ts';
import {positionAt} from '../../../src/text/source-file.ts';

const cases = readFileSync(new URL('mistakes.txt', import.meta.url), 'utf8')
  .split(/^={3,} (.*)\n/m)
  .slice(1);
const reference = readFileSync(new URL('../../../runbooks/production-deploy.yaml', import.meta.url), 'utf8');

describe('a mistake is one finding, drawn under its place', () => {
  for (let i = 0; i < cases.length; i += 2) {
    const [yaml = '', expected = ''] = (cases[i + 1] ?? '').split(/^-{3,} findings\n/m);
    test(cases[i] ?? '', () => {
      const shown = findings(yaml).map((each) => formatDiagnostic(each, {color: false, unicode: true, width: 100}));
      expect(`${shown.join('\n') || 'none'}\n`).toBe(expected);
    });
  }
});

describe('one word changed in the reference runbook', () => {
  test('unchanged, it has no finding', () => {
    expect(findings(reference)).toEqual([]);
  });

  test.each([
    ['severity: P3 ', 'severity: p3 ', 'unknown-value', 'P3'],
    ['\ntimezone:', '\ntimezome:', 'unknown-key', 'timezone'],
    ['\nuse_when:', '\nwhen_to_use:', 'unknown-key', undefined],
    ['type: list', 'type: array', 'unknown-value', 'list'],
    ['optional: true\n    description: Link', 'optional: yes\n    description: Link', 'wrong-type', 'true'],
    ['{env: SLACK_WEBHOOK_URL, optional', '{environ: SLACK_WEBHOOK_URL, optional', 'unknown-key', undefined],
    ['outside: refuse', 'outside: reject', 'unknown-value', undefined],
    ['  timeout: 5m\n  inherit', '  timeout: 5 min\n  inherit', 'invalid-duration', '5m'],
    ['every: 15s', 'every: 15', 'invalid-duration', '15s'],
    ['samples: 2', 'samples: two', 'wrong-type', undefined],
    ['on_breach: ask', 'on_breach: aks', 'unknown-value', 'ask'],
    ['retry: {times: 5', 'retry: {time: 5', 'unknown-key', 'times'],
    ['\n    checklist:', '\n    checklst:', 'unknown-key', 'checklist'],
    ['\n            run: npm test\n', '\n            rum: npm test\n', 'unknown-key', 'run'],
    ['read_only: true\n            timeout', 'readonly: true\n            timeout', 'unknown-key', 'read_only'],
    ['undo: {none: It', 'undo: {non: It', 'unknown-key', 'none'],
    ['use: {block: service', 'use: {blok: service', 'unknown-key', 'block'],
    ['id: status_page', 'id: Status-page', 'invalid-name', 'status_page'],
    ['unattended: preferred', 'unattended: prefered', 'unknown-value', 'preferred'],
    ['temporary: released', 'temporary: release', 'unknown-value', 'released'],
    ['due: 24h}', 'due: 24 hours}', 'invalid-duration', '1d'],
    ['within: ', 'within: half ', 'invalid-duration', undefined],
  ])('%s → %s', (word, changed, rule, replacement) => {
    const text = reference.replace(word, changed);
    expect(text).not.toBe(reference);
    const found = findings(text);
    expect(found.map((each) => [each.rule, each.replacement])).toEqual([[rule, replacement]]);
    const at = firstDifference(text, reference);
    const span = found[0]?.span;
    expect(positionAt({name: '', text}, span?.start ?? -1).line).toBe(positionAt({name: '', text}, at).line);
  });
});

test('every keyword that the schema uses has a translation', () => {
  // What says where the others apply, and cannot fail by itself.
  const structure = ['$schema', '$ref', 'definitions', 'properties', 'items'];
  const used = new Set<string>();
  const visit = (schema: unknown): void => {
    for (const [keyword, value] of Object.entries(schema as object)) {
      used.add(keyword);
      if (keyword === 'properties' || keyword === 'definitions') Object.values(value as object).forEach(visit);
      else if (value !== null && typeof value === 'object' && !Array.isArray(value)) visit(value);
    }
  };
  visit(flatSchema());
  expect([...used].filter((keyword) => !structure.includes(keyword) && !Object.hasOwn(TRANSLATIONS, keyword))).toEqual(
    [],
  );
});

function findings(text: string) {
  const parsed = parseDocument({name: 'x.yaml', text});
  return parsed.ok ? checkShape(parsed.value) : parsed.error;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return at;
}
