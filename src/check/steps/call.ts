import {type UseBody, use} from '../../kinds/steps/use.ts';
import type {CallBlock} from '../../model/block.ts';
import {fileAddress} from '../address.ts';
import {decode} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import type {Signature} from '../unit.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {registered} from './block.ts';
import {checkInputs} from './call-inputs.ts';
import {commonOf} from './common.ts';
import {onlyLooks, takesBack} from './looks.ts';
import {nameSpan} from './use-name.ts';

/** Checks a call of a block or file: that it exists, and that its inputs are given, known and of their types. */
export function checkCall(header: Header): Made {
  const {at, body: node} = header;
  const body = decode(use.schema, node, {...readingOf(header), what: 'use'}) as UseBody;
  const signature = at.unit.file.callable({...target(body), span: nameSpan(node), depth: at.depth});
  if (signature !== undefined) checkInputs(signature, {header, given: body.with ?? {}});
  if (signature !== undefined && at.looking) checkLooks(signature, header);
  if (signature !== undefined && takesBack(signature.body)) at.unit.walked.beforeUndo ??= at.outer ?? at.visible;
  const values = signature?.outputs ?? {};
  const readOnly = readOnlyOf(header) ?? (signature !== undefined && onlyLooks(signature.body) === undefined);
  const block: CallBlock = {
    ...commonOf(header, {values, readOnly}),
    type: 'call',
    block: signature?.address ?? fileAddress(body.file ?? ''),
    calls: signature?.title ?? '',
    with: body.with ?? {},
  };
  return {block: registered(header, block), values};
}

/** A probe may only look, and so may what it calls. */
function checkLooks({body}: Signature, header: Header): void {
  const changing = onlyLooks(body);
  if (changing === undefined) return;
  const message = 'a probe only looks, but what this calls may change something';
  header.at.unit.file.findings.add({
    ...errorAt(nameSpan(header.body), 'probe-changes', message),
    help: 'say "read_only: true" at that step if it changes nothing',
    related: [{span: changing.span, label: 'this is not known to be read-only'}],
  });
}

function target({block, file}: UseBody): {block?: string; file?: string} {
  return {...(block !== undefined && {block}), ...(file !== undefined && {file})};
}
