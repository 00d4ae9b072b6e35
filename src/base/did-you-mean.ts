/**
 * The name in `names` that `typed` was probably meant to be, or undefined.
 * Damerau–Levenshtein distance (optimal string alignment) of at most max(1, ⌊length / 3⌋). A word of one or two
 * letters in which one is wrong is another word: there only letters that were doubled, or changed places or case, count.
 * Of names of about the same length, the first `most` are looked at: all of a list that does not grow with the file.
 */
export function didYouMean(typed: string, names: Iterable<string>, most = MOST): string | undefined {
  if (typed.length > LONGEST) return undefined;
  let left = most;
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > limit || (typed.length < 3 && letters(name) !== letters(typed)))
      continue;
    left -= 1;
    if (left < 0) break;
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** A file may have thousands of names, each of them misspelt: so many of about the same length are looked at. */
const MOST = 100;

/** Characters; nobody mistypes one letter of so many. */
const LONGEST = 100;

function letters(word: string): string {
  return [...new Set(word.toLowerCase())].toSorted().join('');
}

function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (before[j - 2] ?? 0) + 1);
      }
      row.push(distance);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
