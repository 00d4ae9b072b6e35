import type {Value, Values} from '../../base/value.ts';
import type {Report} from '../../events/event.ts';
import {maskText} from './process/mask.ts';

/** Any plain data with every one of `forms` replaced by `***` in its texts. */
export function maskData<T>(data: T, forms: readonly string[]): T {
  return forms.length === 0 ? data : (masked(data as Value, forms) as T);
}

/**
 * A report with every one of `forms` replaced by `***` in what people wrote, commands printed and the world answered.
 * The engine's own words and names stay: a secret that happens to be the id of a step must not break the run.
 */
export function maskReport<R extends Report>(report: R, forms: readonly string[]): R {
  if (forms.length === 0) return report;
  const entries = Object.entries(report).map(([key, value]) => [key, maskField(key, value as Value, forms)]);
  return Object.fromEntries(entries) as R;
}

const OWN_WORDS: readonly string[] = [
  'event',
  'key',
  'path',
  'did',
  'answer',
  'monitor',
  'what',
  'subject',
  'outputs',
  'run',
  'hash',
];

function maskField(key: string, value: Value, forms: readonly string[]): Value {
  if (OWN_WORDS.includes(key)) return value;
  if (key === 'failure') return {...(masked(value, forms) as Values), reason: (value as Values).reason ?? null};
  if (key === 'captured') return mapped(value as Values, (each) => inKeysToo(each, forms));
  return key === 'value' ? inKeysToo(value, forms) : masked(value, forms);
}

function masked(data: Value, forms: readonly string[]): Value {
  return inTexts(data, (text) => maskText(text, forms));
}

/** `data` with every text in it changed; keys stay. */
export function inTexts(data: Value, change: (text: string) => Value): Value {
  if (typeof data === 'string') return change(data);
  if (Array.isArray(data)) return data.map((item: Value) => inTexts(item, change));
  if (typeof data !== 'object' || data === null) return data;
  return mapped(data as Values, (value) => inTexts(value, change));
}

/** JSON that came from outside may have a secret for a key. */
function inKeysToo(data: Value, forms: readonly string[]): Value {
  if (Array.isArray(data)) return data.map((item: Value) => inKeysToo(item, forms));
  if (typeof data !== 'object' || data === null) return masked(data, forms);
  return Object.fromEntries(
    Object.entries(data as Values).map(([key, value]) => [maskText(key, forms), inKeysToo(value, forms)]),
  );
}

function mapped(values: Values, change: (value: Value) => Value): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
