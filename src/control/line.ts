import {jsonObject} from '../base/json-object.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {ControlReply, ControlRequest} from './request.ts';

/** The longest request, in characters. */
export const LONGEST_REQUEST = 1 << 20;

const WHATS: readonly string[] = [
  'pause',
  'resume',
  'stop',
  'kill',
  'rollback',
  'release',
  'accept-breach',
  'report-breach',
] satisfies readonly Extract<ControlRequest, {readonly ask: 'request'}>['what'][];

/** The request that a line holds; the error says what is wrong with it. */
export function decodeRequest(line: string): Result<ControlRequest, string> {
  const given = jsonObject(line);
  if (given === undefined) return fail('a request is one line of JSON');
  switch (given.ask) {
    case 'hello':
      return ok({ask: 'hello'});
    case 'statement':
      if (!texts(given, ['step', 'by'])) break;
      return ok(given as unknown as ControlRequest);
    case 'leave':
      if (!texts(given, ['by'])) break;
      return ok(given as unknown as ControlRequest);
    case 'answer':
      if (
        !texts(given, ['step', 'by', 'via']) ||
        !optionalTexts(given, ['why', 'signature']) ||
        given.value === undefined
      )
        break;
      return ok(given as unknown as ControlRequest);
    case 'request':
      if (!texts(given, ['what', 'by']) || !optionalTexts(given, ['reason', 'subject', 'late'])) break;
      if (!WHATS.includes(given.what as string)) return fail(`nothing can be done about "${given.what}"`);
      return ok(given as unknown as ControlRequest);
  }
  return fail('this is no request');
}

/** The reply that a line holds, or undefined if it holds none. */
export function decodeReply(line: string): ControlReply | undefined {
  const given = jsonObject(line);
  if (typeof given?.ok !== 'boolean' || typeof given.message !== 'string') return undefined;
  return {ok: given.ok, message: given.message};
}

function texts(given: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof given[name] === 'string');
}

function optionalTexts(given: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => given[name] === undefined || typeof given[name] === 'string');
}
