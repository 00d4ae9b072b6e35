import {parseJson} from './json.ts';

/** The JSON object that `text` is; undefined if it is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  const value: unknown = parseJson(text);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
