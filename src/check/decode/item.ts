import {get, type MapNode} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import {DYN, record, STRING, type Type, typeText} from '../../expression/type.ts';
import {fieldOf} from '../../kinds/field-of.ts';
import type {FieldDecoded} from '../../kinds/grammar/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import type {Template} from '../../template/template.ts';
import {errorAt} from '../findings.ts';
import {withRoots} from '../names/visible.ts';
import type {Reading} from '../unit.ts';
import type {Fragment} from './fragment.ts';

/** Whether a fragment is a field: something with choices that a text shows and a decision prefers. */
export function isField({properties}: Fragment): boolean {
  return properties !== undefined && ['options', 'show', 'prefer'].every((key) => Object.hasOwn(properties, key));
}

/** What the texts of a field see: what its place sees, and in `show` and `prefer` one choice as `item`. */
export function itemView(options: Parameters<typeof itemType>[0], {view}: Reading): Reading['view'] {
  const item = itemType(options);
  return (visibility) => (visibility === 'item' ? withRoots(view('before'), {item}) : view(visibility));
}

/** A field with its default parsed as its type says; one that does not fit is reported. */
export function withDefault(decoded: Record<string, unknown>, node: MapNode, {unit}: Reading): unknown {
  const written = get(node, 'default');
  const given = decoded.default;
  if (written === undefined || given === undefined || isTemplate(given)) return decoded;
  const value = parseField(fieldOf('', decoded as FieldDecoded), given as Parameters<typeof parseField>[1]);
  if (value.ok) return {...decoded, default: value.value};
  unit.file.findings.add(errorAt(written.span, 'bad-default', value.error));
  return decoded;
}

/** The type of one item of a list that is written out, or that a decision gives; a map's items are `{key, value}`. */
export function itemType(items: readonly (Template | string)[] | Expression | undefined): Type {
  if (items === undefined) return DYN;
  if (!isExpression(items)) {
    // A text that is one reference keeps the type of its value, which is known only where all are alike.
    return items.some((item) => isTemplate(item) && item.reference !== undefined) ? DYN : STRING;
  }
  const {type} = items;
  switch (type.kind) {
    case 'list':
      return type.of;
    case 'map':
      return record({key: STRING, value: type.of});
    case 'record':
      return record({key: STRING, value: commonOf(Object.values(type.fields))});
    default:
      return DYN;
  }
}

/** The type that all have, or that nothing is known of them. */
function commonOf([first = DYN, ...rest]: readonly Type[]): Type {
  return rest.every((type) => typeText(type) === typeText(first)) && first.kind !== 'record' ? first : DYN;
}

function isExpression(items: readonly (Template | string)[] | Expression): items is Expression {
  return 'evaluate' in items;
}
