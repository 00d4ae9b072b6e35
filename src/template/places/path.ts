import {failure, quote} from '../../expression/outcome.ts';
import {withBeginning} from './beginning.ts';
import type {PlaceRule} from './contract.ts';

/** A file name: a value may name a file below, but never leads out of the folder. */
export const path: PlaceRule = {
  prepare: withBeginning,
  escape: (text, _, piece) => {
    const segments = text.split(/[/\\]/);
    if (text.includes('\0')) return failure(`${quote(text)} holds a NUL character, which no file name may`);
    if (segments.some((segment) => segment === '..' || segment === '.'))
      return failure(`${quote(text)} would leave the folder`);
    if (piece.standing === 'beginning' && /^([/\\~]|[A-Za-z]:)/.test(text)) {
      return failure(`${quote(text)} is an absolute path, it would leave the folder`);
    }
    return text;
  },
};
