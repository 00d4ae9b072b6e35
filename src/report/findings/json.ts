import type {Diagnostic} from '../../text/diagnostic.ts';
import type {Span} from '../../text/span.ts';
import {type FindingsFormat, regionOf} from './contract.ts';

/** For programs: versioned, every place with both of its ends. */
export const json: FindingsFormat = {
  print: ({findings, files}) =>
    `${JSON.stringify({version: 1, files: files.length, findings: findings.map(asJson)}, null, 2)}\n`,
};

function asJson({span, related, ...finding}: Diagnostic) {
  return {
    ...finding,
    ...(span && placeOf(span)),
    ...(related && {related: related.map((each) => ({label: each.label, ...placeOf(each.span)}))}),
  };
}

function placeOf(span: Span) {
  return {file: span.file.name, ...regionOf(span)};
}
