import {describe, expect, test} from 'vitest';
import {wrapRecord} from '../../src/tui/wrap-record.ts';

describe('a line of the record that is longer than the window', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'goes on below its words',
      '14:15:02   ✔ Verify that the rollback completed  4.0s',
      ['14:15:02   ✔ Verify that the', '             rollback', '             completed  4.0s'],
    ],
    [
      'in ASCII, too',
      '14:15:02 FAILED Verify that it is there',
      ['14:15:02 FAILED Verify that it', '                is there'],
    ],
    [
      'below a sign without a time',
      '  - the tables are migrated and stay',
      ['  - the tables are migrated', '    and stay'],
    ],
    [
      'is broken within a word only if that is longer than all',
      `  ${'x'.repeat(40)} y`,
      [`  ${'x'.repeat(28)}`, `  ${'x'.repeat(12)} y`],
    ],
    [
      'keeps its colours',
      '\u001b[2m14:15:02\u001b[0m ✔ One \u001b[1mtwo three four five\u001b[0m',
      ['\u001b[2m14:15:02\u001b[0m ✔ One \u001b[1mtwo three four', '           five\u001b[0m'],
    ],
    ['counts wide characters', '14:15:02 ✔ 日本語 日本語 日本語', ['14:15:02 ✔ 日本語 日本語', '           日本語']],
  ])('%s', (_, line, lines) => {
    expect(wrapRecord(`${line}\n`, 30).split('\n')).toEqual([...lines, '']);
  });

  test('and one that is not stays as it is', () => {
    expect(wrapRecord('  in /srv/app\n\n   a   b\n', 30)).toBe('  in /srv/app\n\n   a   b\n');
  });
});
