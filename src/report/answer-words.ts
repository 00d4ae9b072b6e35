import type {Value} from '../base/value.ts';

/** An answer for people: a word in quotes, what was ticked, the fields with their values. */
export function answerWords(value: Value): string {
  if (typeof value === 'string') return `answered "${value}"`;
  if (Array.isArray(value)) return `ticked ${value.map((item) => `"${plainText(item)}"`).join(', ')}`;
  if (typeof value !== 'object' || value === null) return `answered ${plainText(value)}`;
  const fields = Object.entries(value).map(([name, given]) => `${name}: ${plainText(given)}`);
  return fields.length === 0 ? 'answered that it is done' : `answered ${fields.join(', ')}`;
}

/** A row of a table reads as one: its cells. */
function plainText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.values(value).map(plainText).join('  ');
}
