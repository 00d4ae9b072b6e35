import {entry, get} from '../../document/node.ts';
import type {HttpBody} from '../../kinds/steps/http.ts';
import type {Findings} from '../findings.ts';
import {warningAt} from '../findings.ts';
import type {Header} from './at.ts';

/** Warns of values in a body that is sent as it is, where its type has a key of its own that escapes them. */
export function checkHttpBody({body: node, at}: Pick<Header, 'body' | 'at'>, {body, headers = {}}: HttpBody): void {
  if (body === undefined || body.constant) return;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1].source ?? '';
  const found = ESCAPED.find(([pattern]) => pattern.test(type));
  if (found !== undefined) warn(get(node, 'body')?.span ?? entry(node, 'body')?.key.span, found, at.unit.file.findings);
}

/** The types that have a key of their own, and that key. */
const ESCAPED: readonly (readonly [type: RegExp, what: string, key: string])[] = [
  [/^application\/(?:[\w.-]+\+)?json\b/i, 'JSON', 'json'],
  [/^application\/x-www-form-urlencoded\b/i, 'a form', 'form'],
];

function warn(
  span: Parameters<typeof warningAt>[0],
  [, what, key]: (typeof ESCAPED)[number],
  findings: Findings,
): void {
  const message = `this body is ${what}, and values are put into it as they are, not escaped`;
  findings.add({...warningAt(span, 'unescaped-body', message), help: `write it under "${key}", which escapes them`});
}
