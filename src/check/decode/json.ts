import type {Value} from '../../base/value.ts';
import type {Node} from '../../document/node.ts';
import type {JsonTemplate} from '../../kinds/grammar/fragments.ts';
import type {Template} from '../../template/template.ts';
import {errorAt} from '../findings.ts';
import type {Reading} from '../unit.ts';
import {textAt} from './texts.ts';

/** Any JSON; its texts are templates. */
export function decodeJson(node: Node, reading: Reading): JsonTemplate {
  if (node.kind === 'list') return node.items.map((item) => decodeJson(item, reading));
  if (node.kind === 'map') {
    return Object.fromEntries(node.entries.map(({key, value}) => [key.value, decodeJson(value, reading)]));
  }
  const {value} = node;
  return typeof value === 'string' ? textAt(node, {place: 'value'}, reading) : value;
}

/** A constant: its texts may use inputs. A text without braces is the text itself. */
export function decodePlain(node: Node, reading: Reading): Value | Template {
  if (node.kind === 'scalar') {
    const isText = typeof node.value === 'string' && node.text.includes('{{');
    return isText ? textAt(node, {place: 'value', visibility: 'inputs'}, reading) : node.value;
  }
  return plainValue(node, reading);
}

/** Lists and maps of constants; a text among them cannot hold a value. */
function plainValue(node: Node, reading: Reading): Value {
  if (node.kind === 'list') return node.items.map((item) => plainValue(item, reading));
  if (node.kind === 'map') {
    return Object.fromEntries(node.entries.map(({key, value}) => [key.value, plainValue(value, reading)]));
  }
  if (typeof node.value === 'string' && node.text.includes('{{')) {
    const message = 'a value cannot stand inside a list or map of constants';
    reading.unit.file.findings.add({
      ...errorAt(node.span, 'bad-template', message),
      help: 'give the text a name of its own',
    });
  }
  return node.value;
}
