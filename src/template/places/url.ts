import {type Failure, failure} from '../../expression/outcome.ts';
import {withBeginning} from './beginning.ts';
import type {PlaceRule, Stood} from './contract.ts';
import {segmentsOf} from './segments.ts';

/**
 * A whole URL: values are percent-encoded, except the one the text begins with. None of them changes where the request
 * goes or how many parts its path has.
 */
export const url: PlaceRule = {
  prepare: withBeginning,
  escape: (text, _, piece) => (piece.standing === 'beginning' ? text : percentEncode(text)),
  finish: (text, stood) => {
    const [first] = stood;
    const beginning = first?.piece.standing === 'beginning' && !first.piece.raw ? text.slice(0, first.end) : '';
    const values = stood.filter(({piece}) => !piece.raw && piece.standing !== 'beginning');
    return beginningFault(beginning, text.slice(beginning.length)) ?? addressFault(text, values);
  },
};

function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What stands behind the value that the text begins with must mean what it means behind any other. */
function beginningFault(beginning: string, rest: string): Failure | undefined {
  if (beginning === '' || rest === '') return undefined;
  if (rest.startsWith('://')) {
    return SCHEME.test(beginning) ? undefined : failure('the value that this URL begins with is not a scheme');
  }
  if (/^[.:@]/.test(rest) && !NO_PATH.test(beginning)) {
    return failure('the value that this URL begins with has more than a host, and a part of one stands behind it');
  }
  const cut = beginning.includes('#') ? '#' : /^[/\\]/.test(rest) && beginning.includes('?') ? '?' : undefined;
  return cut && failure(`the value that this URL begins with has a "${cut}", and more stands behind it`);
}

const SCHEME = /^[a-z][a-z\d+.-]*$/i;
const NO_PATH = /^(?:[a-z][a-z\d+.-]*:\/\/)?[^/\\?#@\s]*$/i;

/** No part of the host is empty for a value, and no part of the path is one that servers leave out. */
function addressFault(text: string, values: readonly Stood[]): Failure | undefined {
  const [head = '', scheme = '', authority = ''] = /^([a-z][a-z\d+.-]*:[/\\]{2})([^/\\?#]*)/i.exec(text) ?? [];
  const host = {start: scheme.length + authority.lastIndexOf('@') + 1, end: head.length, between: /[.:]/};
  const given = segmentsOf(text, values, host).filter((part) => part.given);
  if (given.some((part) => part.text === '')) return failure('a part of the host is empty, for a value is');
  if (given.some((part) => !HOST.test(decoded(part.text)))) {
    return failure('a value stands in the host that no host has');
  }
  const [path = ''] = /^[^?#]*/.exec(text.slice(head.length)) ?? [];
  const parts = segmentsOf(text, values, {start: head.length + 1, end: head.length + path.length});
  const wrong = path === '' ? undefined : parts.find((part) => part.given && LEFT_OUT.test(part.text));
  if (wrong === undefined) return undefined;
  if (wrong.text === '') return failure('a part of the path is empty, for a value is');
  return failure(`"${wrong.text}" as a part of the path leads to another path`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a part of a host can be, so that nothing in it is taken for a dot, a slash or nothing at all. */
const HOST = /^[\p{L}\p{M}\p{Nd}_-]+$/u;

/** `.` and `..`, also encoded: what the URL standard of WHATWG calls single-dot and double-dot path segments. */
const LEFT_OUT = /^(?:\.|%2e){0,2}$/i;
