import type {ScalarNode} from '../../document/node.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {errorAt} from '../findings.ts';
import type {Form} from '../schema/form.ts';
import type {Piece} from '../schema/fragment.ts';
import {type Place, subjectOf} from './places.ts';
import {inSentence} from './values.ts';

/** What is wrong with the words of a text: it has none, is for people and says nothing to them, or holds values in vain. */
export function wordsAt(place: Place, node: ScalarNode): readonly Diagnostic[] {
  if (node.value === null) return [];
  const {form} = place;
  const found =
    (isFilled(form) && textOf(form, node) === '' ? empty(place, node) : undefined) ??
    (isForPeople(form) && typeof node.value === 'boolean' ? truthValue(place, node) : undefined) ??
    (isTitle(place) && node.text.trimEnd().includes('\n') ? severalLines(node) : undefined) ??
    (isNoneAsScript(form, node) ? noneAsScript(node) : undefined) ??
    (form.scalar?.['x-word'] ? valuesInVain(place, node) : undefined);
  return found === undefined ? [] : [found];
}

/** Where a text stands that must say something; an argument or a value may well be empty. */
const FILLED = ['text', 'markdown', 'url', 'path', 'shell', 'sample'];

function isFilled({nested, scalar}: Form): boolean {
  if (nested === 'action' || nested === 'probe') return true;
  const isNamed = scalar?.pattern !== undefined || scalar?.enum !== undefined;
  const isWord = scalar?.['x-word'] === true && !isNamed;
  return (
    isWord ||
    scalar?.['x-filled'] === true ||
    scalar?.['x-pattern'] !== undefined ||
    FILLED.includes(scalar?.['x-text'] ?? '')
  );
}

/** What is searched for may well be a blank. */
function textOf({scalar}: Form, {text}: ScalarNode): string {
  return scalar?.['x-filled'] === true || scalar?.['x-pattern'] !== undefined ? text : text.trim();
}

function isForPeople({scalar}: Form): boolean {
  return scalar?.['x-text'] === 'text' || scalar?.['x-text'] === 'markdown';
}

/** A name of the author's own may be "title", too: it is then no key of a closed map. */
function isTitle({key, parent, form}: Place): boolean {
  const isText = form.scalar?.['x-text'] !== undefined || form.scalar?.['x-word'] === true;
  return isText && key?.value === 'title' && parent?.form.keys !== undefined;
}

function isNoneAsScript({or}: Form, node: ScalarNode): boolean {
  return or !== undefined && node.text === or.key;
}

function empty(place: Place, node: ScalarNode): Diagnostic {
  return errorAt(node.span, 'empty-text', `${subjectOf(place)} is empty`, helpOf(place.form.scalar));
}

function truthValue(place: Place, node: ScalarNode): Diagnostic {
  const message = `${subjectOf(place)} is a text for people, but this is the truth value ${node.text}`;
  return errorAt(node.span, 'yaml-surprise', message, helpOf(place.form.scalar));
}

function severalLines(node: ScalarNode): Diagnostic {
  return errorAt(node.span, 'several-lines', 'a title is one line', {
    help: 'what needs more words stands in "goal", "note" or "summary"',
  });
}

function noneAsScript(node: ScalarNode): Diagnostic {
  return errorAt(node.span, 'yaml-surprise', `"${node.text}" would be run as a command here`, {
    help: `say why there is nothing to do: {${node.text}: why}`,
  });
}

/** A word stands as it is written: braces in it would be shown to people. */
function valuesInVain(place: Place, node: ScalarNode): Diagnostic | undefined {
  const start = node.text.indexOf('{{');
  if (start === -1) return undefined;
  const closing = node.text.indexOf('}}', start);
  const end = closing === -1 ? start + 2 : closing + 2;
  return errorAt(
    node.spanOf(start, end),
    'misplaced-template',
    `no value can stand in ${subjectOf(place)}: it is read as it is written`,
  );
}

function helpOf(scalar: Piece | undefined): {readonly help?: string} {
  const {description} = scalar ?? {};
  if (description === undefined) return {};
  return {help: inSentence(description)};
}
