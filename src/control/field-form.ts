import type {QuestionField} from '../kinds/steps/contract.ts';

/** In what form a field is to be given, in a few words; empty where any text will do. */
export function fieldForm(field: QuestionField): string {
  if (field.options !== undefined || field.type === 'bool') return '';
  return [typeForm(field), bounds(field), field.pattern === undefined ? '' : `matching ${field.pattern}`]
    .filter((part) => part !== '')
    .join('; ');
}

const FORMS: Readonly<Record<string, string>> = {
  int: 'whole number',
  number: 'number',
  duration: 'duration, as in 90s or 1h30m',
  time: 'time, as in 2026-01-31T14:15:00Z',
  date: 'date, as in 2026-01-31',
  url: 'URL',
  path: 'path',
};

const ITEMS: Readonly<Record<string, string>> = {
  int: '1, 2',
  number: '1.5, 2',
  bool: 'true, false',
  duration: '90s, 5m',
};

function typeForm({type, of}: QuestionField): string {
  if (type === 'list') return `list, as in ${ITEMS[of ?? ''] ?? 'a, b'}`;
  return type === 'map' ? 'map, as in {"key": "value"}' : (FORMS[type] ?? '');
}

function bounds({type, min, max}: QuestionField): string {
  const counted = type === 'int' || type === 'number' ? undefined : type === 'list' ? 'item' : 'character';
  const many = (count: number): string =>
    counted === undefined ? String(count) : `${count} ${counted}${count === 1 ? '' : 's'}`;
  if (min !== undefined && max !== undefined) return `${min} to ${many(max)}`;
  if (min !== undefined) return `at least ${many(min)}`;
  return max === undefined ? '' : `at most ${many(max)}`;
}
