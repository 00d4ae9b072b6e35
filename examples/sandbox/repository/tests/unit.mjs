import assert from 'node:assert/strict';
import {test} from 'node:test';
import {outline} from '../web/lesson.mjs';

test('a lesson has a heading for each section', () => {
  assert.equal(outline('Rivers').length, 4);
  assert.equal(outline('  Rivers ')[0], 'Introduction: Rivers');
});

test('a lesson without a topic is refused', () => {
  assert.throws(() => outline('  '), RangeError);
});
