import {expect, test} from 'vitest';
import {fail} from '../../src/base/result.ts';
import {withAlmanac} from '../../src/check/almanac.ts';
import {check} from '../../src/check/check.ts';
import {drawn} from './drawn.ts';

const text = `runbook: case
title: Case
window:
  allow: [daily]
  avoid: [holidays XX, holidays US, day before holidays DE-ZZ, calendar team.ics, holidays XX]
steps:
  - window: {avoid: [holidays QQ]}
    run: make
`;

test('an unknown country, region or calendar is one finding, at the item that names it', async () => {
  const read = () => fail('no such file');
  const checked = check({file: {name: 'case.yaml', text}, read});
  if (!checked.ok) throw new Error(checked.error.map(drawn).join('\n'));
  const runbook = await withAlmanac(checked.value.runbook, read);
  expect(runbook.ok ? [] : runbook.error.map(drawn).toSorted()).toEqual([
    '5:11-22 invalid-window: no holidays are known for the country "XX"',
    '5:48-62 invalid-window: no holidays are known for the region of DE "ZZ"',
    '5:64-81 invalid-window: calendar "team.ics": no such file',
    '7:22-33 invalid-window: no holidays are known for the country "QQ"',
  ]);
});
