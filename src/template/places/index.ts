import {failure, quote} from '../../expression/outcome.ts';
import type {Place} from '../template.ts';
import type {PlaceRule} from './contract.ts';
import {json} from './json.ts';
import {path} from './path.ts';
import {url} from './url.ts';

const asItIs: PlaceRule = {escape: (text) => text};

const header: PlaceRule = {
  escape: (text) =>
    /[\r\n\0]/.test(text) ? failure(`${quote(text)} has a line break, which a header must not have`) : text,
};

const markdown: PlaceRule = {escape: (text) => text.replace(/[\\`*_[\]<>|~#&]/g, (char) => `\\${char}`)};

const slack: PlaceRule = {
  escape: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
};

const sample: PlaceRule = {escape: (text) => text.replaceAll('<', '<<')};

const pattern: PlaceRule = {escape: (text) => text.replace(/[\\.+*?()|[\]{}^$]/g, (char) => `\\${char}`)};

/** The only list of places; a shell text has a renderer of its own. */
export const places: Readonly<Record<Exclude<Place, 'shell'>, PlaceRule>> = {
  text: asItIs,
  argument: asItIs,
  value: asItIs,
  markdown,
  url,
  json,
  header,
  slack,
  path,
  sample,
  pattern,
};
