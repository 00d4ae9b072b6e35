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
  'again',
  'report-breach',
] satisfies readonly Extract<ControlRequest, {readonly ask: 'request'}>['what'][];

/** The texts that each request needs, and those that it may have. */
const REQUESTS: Readonly<
  Record<ControlRequest['ask'], {readonly needs: readonly string[]; readonly may?: readonly string[]}>
> = {
  hello: {needs: []},
  tick: {needs: ['step', 'by']},
  statement: {needs: ['step', 'by']},
  terminal: {needs: ['key', 'by']},
  leave: {needs: ['by']},
  answer: {needs: ['step', 'by', 'via'], may: ['why', 'signature', 'instead']},
  request: {needs: ['what', 'by'], may: ['reason', 'subject', 'late', 'overNewer']},
};

/** The request that a line holds; the error says what is wrong with it. */
export function decodeRequest(line: string): Result<ControlRequest, string> {
  const given = jsonObject(line);
  if (given === undefined) return fail('a request is one line of JSON');
  const {ask} = given;
  if (typeof ask !== 'string' || !isRequest(ask)) return fail('this is no request');
  const {needs, may = []} = REQUESTS[ask];
  if (!texts(given, needs) || !optionalTexts(given, may)) return fail('this is no request');
  if (ask === 'answer' && given.value === undefined) return fail('this is no request');
  if (ask === 'tick' && !isTick(given)) return fail('this is no request');
  if (ask === 'request' && !WHATS.includes(given.what as string))
    return fail(`nothing can be done about "${given.what}"`);
  return ok(given as unknown as ControlRequest);
}

function isTick({items, on}: Record<string, unknown>): boolean {
  return Array.isArray(items) && items.every(Number.isSafeInteger) && typeof on === 'boolean';
}

function isRequest(ask: string): ask is ControlRequest['ask'] {
  return Object.hasOwn(REQUESTS, ask);
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
