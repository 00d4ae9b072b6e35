import {failure, quote} from '../../expression/outcome.ts';
import type {PlaceRule} from './contract.ts';
import {segmentsOf} from './segments.ts';

/** A file name: a value may name a file below, but never leads out of the folder, alone or with what stands beside it. */
export const path: PlaceRule = {
  escape: (text) =>
    text.includes('\0') ? failure(`${quote(text)} holds a NUL character, which no file name may`) : text,
  finish: (text, stood) => {
    const values = stood.filter(({piece}) => !piece.raw);
    if (segmentsOf(text, values, {}).some((segment) => segment.given && /^\.{1,2}$/.test(segment.text)))
      return failure(`${quote(text)} would leave the folder`);
    const absolute = /^(?:[/\\~]|[A-Za-z]:)/.exec(text)?.[0].length ?? 0;
    return values.some(({start, end}) => start < absolute && end > start)
      ? failure(`${quote(text)} is an absolute path, it would leave the folder`)
      : undefined;
  },
};
