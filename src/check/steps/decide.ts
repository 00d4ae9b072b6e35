import {parseDuration} from '../../base/duration.ts';
import {get} from '../../document/node.ts';
import type {DecidingKind} from '../../kinds/steps/contract.ts';
import {type WaitBody, wait} from '../../kinds/steps/wait.ts';
import type {DecideBlock, WaitBlock} from '../../model/block.ts';
import {decode} from '../decode/decode.ts';
import {constantText} from '../decode/texts.ts';
import {errorAt} from '../findings.ts';
import {type Header, type Made, readingOf, schemaOf} from './at.ts';
import {registered} from './block.ts';
import {checkNames} from './captures.ts';
import {commonOf} from './common.ts';

/** Checks a step that is decided at once: `set`, `end`. */
export function checkDecision(header: Header, kind: DecidingKind<unknown>): Made {
  const body = decode(schemaOf(kind), header.body, {...readingOf(header), what: kind.kind});
  const values = kind.captures(body);
  if (kind.kind === 'set') checkNames(header.body, {unit: header.at.unit});
  const block: DecideBlock = {...commonOf(header, {values, readOnly: true}), type: 'decide', body};
  return {block: registered(header, block), values};
}

/** Checks a pause. */
export function checkWait(header: Header): Made {
  const body = decode(wait.schema, header.body, {...readingOf(header), what: 'wait'}) as WaitBody;
  const pause = body.for ?? (body.at === undefined ? constantText('0s', 'value') : undefined);
  checkClock(header);
  const block: WaitBlock = {
    ...commonOf(header, {values: {}, readOnly: true}),
    type: 'wait',
    ...(pause && {for: pause}),
    ...(body.at && {at: body.at}),
    ...(body.step !== undefined && {step: body.step}),
    ...(body.fail_if && {failIf: body.fail_if}),
  };
  return {block: registered(header, block), values: {}};
}

/** A constant clock time is `22:00`, or a point in time as RFC 3339 writes it. */
function checkClock({body, at}: Header): void {
  const clock = get(body, 'at');
  if (clock?.kind !== 'scalar' || clock.text.includes('{{')) return;
  const {text} = clock;
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) return;
  const hint = parseDuration(text) === undefined ? 'write "22:00" or "2026-01-31T22:00:00Z"' : 'write it under "for"';
  at.unit.file.findings.add({...errorAt(clock.span, 'invalid-time', `"${text}" is not a clock time`), help: hint});
}
