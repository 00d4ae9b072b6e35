import type {Values} from '../../base/value.ts';
import type {Pattern} from '../../expression/pattern.ts';
import {finder} from './finder.ts';
import {lineReader} from './line-reader.ts';
import {plainPattern} from './plain-pattern.ts';

/** Looks for a pattern line by line in a text that comes in pieces. */
export interface PatternSearch {
  readonly feed: (piece: string) => void;
  /** The first match: what was found, for people, and its named groups. */
  readonly found: (ended: boolean) => {readonly text: string; readonly named: Values} | undefined;
}

/** Begins to look for `pattern`. */
export function patternSearch(pattern: Pattern): PatternSearch {
  const plain = plainPattern(pattern.source);
  return plain === undefined ? searchLines(pattern) : searchTexts(plain);
}

function searchTexts({
  texts,
  ignoreCase,
}: {
  readonly texts: readonly string[];
  readonly ignoreCase: boolean;
}): PatternSearch {
  const looked = finder(texts, ignoreCase);
  return {
    feed: looked.feed,
    found() {
      const text = looked.found();
      return text === undefined ? undefined : {text, named: {}};
    },
  };
}

function searchLines(pattern: Pattern): PatternSearch {
  let found: {readonly text: string; readonly named: Values} | undefined;
  let any = false;
  const look = (line: string): void => {
    any = true;
    if (found !== undefined || !pattern.test(line)) return;
    found = {text: line, named: pattern.find(line) ?? {}};
  };
  const reader = lineReader(look);
  return {
    feed(piece) {
      if (found === undefined) reader.feed(piece);
    },
    found(ended) {
      if (ended) {
        reader.end();
        if (!any) look('');
      }
      return found;
    },
  };
}
