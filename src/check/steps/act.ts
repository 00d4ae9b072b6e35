import {get, type Node} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Type} from '../../expression/type.ts';
import {stepKeys} from '../../kinds/grammar/step-keys.ts';
import type {ActingKind} from '../../kinds/steps/contract.ts';
import {type HttpBody, http} from '../../kinds/steps/http.ts';
import {type RunBody, run} from '../../kinds/steps/run.ts';
import type {ActBlock} from '../../model/block.ts';
import type {Retry} from '../../model/step.ts';
import {decode, decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {withRoots} from '../names/visible.ts';
import {retryOf} from '../retries.ts';
import {checkSending} from '../sending.ts';
import {type Header, type Made, readingOf, schemaOf} from './at.ts';
import {registered} from './block.ts';
import {checkNames} from './captures.ts';
import {commonOf} from './common.ts';
import {checkEarlyEnd} from './early-end.ts';
import {checkExpect} from './expect.ts';
import {checkHttpBody} from './http-body.ts';
import {checkInteractive} from './interactive.ts';

/** Checks a step that acts on the world: its body, what is expected of its result, and what is kept of it. */
export function checkAct(header: Header, kind: ActingKind<unknown>): Made {
  const {node, inside, at, context} = header;
  const body = bodyOf(header, kind);
  if (kind.kind === run.kind) checkInteractive(header, body as RunBody);
  if (kind.kind === http.kind) checkHttpBody(header, body as HttpBody);
  const results = withRoots(inside, kind.results(body));
  const reading = readingOf(header, {result: results});
  const {capture = {}, retry, sensitive = [], on_crash} = decodeKeys(actKeys, node, reading);
  const {expect, captured} = checkExpect(header, {kind, results, capture});
  checkEarlyEnd(header, body, expect);
  const values = {...captured, ...typesOf(capture)};
  checkNames(get(node, 'capture'), {unit: at.unit, taken: captured});
  checkSensitive(header, values);
  const readOnly = readOnlyOf(header) ?? (at.inherited.readOnly || kind.readOnly(body));
  const common = commonOf(header, {values, readOnly});
  const repeatable = !at.looking && (readOnly || common.probe !== undefined || on_crash === 'repeat');
  const attempts = retryFor(header, retry === undefined ? undefined : retryOf(retry), repeatable);
  const limit = common.timeout ?? (limited(kind.kind) && !at.looking ? at.unit.file.defaults.timeout : undefined);
  const block: ActBlock = {
    ...common,
    ...(limit !== undefined && {timeout: limit}),
    type: 'act',
    body,
    context,
    ...(attempts && {retry: attempts}),
    expect,
    capture,
    sensitive,
    onCrash: on_crash ?? (kind.onCrash === 'repeat' || readOnly ? 'repeat' : 'ask'),
    captures: values,
  };
  return {block: registered(header, block), values, sensitive};
}

/** Whether `defaults.timeout` reaches a kind: only the two whose attempts the engine itself starts and kills. */
const limited = (kind: string): boolean => kind === 'run' || kind === 'http';

/** What a step says of itself, or its group of all inside. */
export function readOnlyOf({node, at}: Header): boolean | undefined {
  const own = get(node, 'read_only');
  if (own?.kind === 'scalar' && typeof own.value === 'boolean') return own.value;
  return at.inherited.readOnly ? true : undefined;
}

const actKeys = {
  capture: stepKeys.capture,
  retry: stepKeys.retry,
  sensitive: stepKeys.sensitive,
  on_crash: stepKeys.on_crash,
};

function bodyOf(header: Header, kind: ActingKind<unknown>): unknown {
  const reading = readingOf(header);
  if (kind.kind === 'notify') return checkSending(header.body, reading);
  return decode(schemaOf(kind), header.body, {...reading, what: kind.kind});
}

function typesOf(capture: Readonly<Record<string, Expression>>): Readonly<Record<string, Type>> {
  return Object.fromEntries(Object.entries(capture).map(([name, {type}]) => [name, type]));
}

function retryFor({at}: Header, own: Retry | undefined, repeatable: boolean): Retry | undefined {
  return own ?? (repeatable ? at.unit.file.defaults.retry : undefined);
}

function checkSensitive({node, at}: Header, values: Readonly<Record<string, Type>>): void {
  const list: Node | undefined = get(node, 'sensitive');
  if (list?.kind !== 'list') return;
  for (const item of list.items) {
    if (item.kind !== 'scalar' || Object.hasOwn(values, item.text)) continue;
    const message = `"${item.text}" is not captured by this step`;
    const help = `it captures ${Object.keys(values).join(', ') || 'nothing'}`;
    at.unit.file.findings.add({...errorAt(item.span, 'unknown-capture', message), help});
  }
}
