import {expect, test} from 'vitest';
import {didYouMean} from '../../src/base/did-you-mean.ts';

test('the nearest of a few names is meant, and of very many no more are looked at than is quick', () => {
  expect(didYouMean('tittle', ['steps', 'title', 'tile'])).toBe('title');
  expect(didYouMean('x'.repeat(100_000), ['y'.repeat(100_000)])).toBeUndefined();
  let asked = 0;
  function* names() {
    for (;;) {
      asked += 1;
      yield 'zzzzz';
    }
  }
  expect(didYouMean('abcde', names())).toBeUndefined();
  expect(asked).toBeLessThan(1000);
});
