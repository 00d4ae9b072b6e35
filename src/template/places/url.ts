import {withBeginning} from './beginning.ts';
import type {PlaceRule} from './contract.ts';

/** A whole URL: values are percent-encoded, except the one the text begins with. */
export const url: PlaceRule = {
  prepare: withBeginning,
  escape: (text, _, piece) => (piece.standing === 'beginning' ? text : percentEncode(text)),
};

function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
